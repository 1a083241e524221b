import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { DingTalkError, errorKinds } from '../../../../src/dingtalk/errors.ts';
import { shortRetryText } from '../../../../src/organizations/failures/retryText.ts';
import { shortReason } from '../../../../src/organizations/failures/shortReason.ts';
import { columnsOf } from '../../../../src/text/width.ts';

describe('a failure in front of a figure', () => {
  after(() => l10n.config({ contents: '{}' }));

  for (const language of ['en', 'zh-cn']) {
    it(`is short in every case, ${language}`, () => {
      l10n.config({
        contents: language === 'en' ? '{}' : readFileSync(`l10n/bundle.l10n.${language}.json`, 'utf8'),
      });
      const failures = [
        ...errorKinds.map(kind => new DingTalkError(kind)),
        new DingTalkError('badCredential', { code: 'invalidSuiteTicket' }),
        new DingTalkError('ipBlocked', { code: '1111' }),
      ];
      const texts = [...failures.map(shortReason), shortRetryText(2, 3)];
      assert.ok(texts.every(text => text !== ''));
      assert.deepEqual(
        texts.filter(text => columnsOf(text) > 14),
        [],
      );
    });
  }
});
