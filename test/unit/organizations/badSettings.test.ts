import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { secretsInSettings, unusableValues } from '../../../src/organizations/badSettings.ts';

const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));

describe('settings that cannot be used', () => {
  const keysWith = (values: Record<string, unknown>) => {
    const defaults: Record<string, unknown> = {
      sizeUnits: 'jedec',
      warningPercent: 80,
      errorPercent: 95,
      showStatusBarItem: true,
      requestTimeoutSeconds: 15,
      monthlyCallAllowance: 5000,
      auditShareLimitPercent: 50,
    };
    const read = (key: string) => ({ ...defaults, ...values })[key.replace('dingtalkStorage.', '')];
    return unusableValues(manifest, read)
      .map(({ key }) => key?.replace('dingtalkStorage.', '') ?? '')
      .filter(key => key in defaults);
  };

  it('are those that the manifest does not allow', () => {
    assert.deepEqual(keysWith({}), []);
    for (const [key, value] of [
      ['sizeUnits', 'bytes'],
      ['sizeUnits', null],
      ['warningPercent', 0],
      ['errorPercent', 101],
      ['errorPercent', Number.NaN],
      ['showStatusBarItem', 'no'],
      ['requestTimeoutSeconds', '20'],
      ['monthlyCallAllowance', 0.5],
      ['auditShareLimitPercent', {}],
    ] as const) {
      assert.deepEqual(keysWith({ [key]: value }), [key], `${key}: ${value}`);
    }
  });

  it('are told with the value that applies', () => {
    const [first] = unusableValues(manifest, key => (key.endsWith('.sizeUnits') ? 'bytes' : undefined));
    assert.equal(first?.label, 'sizeUnits');
    assert.equal(first?.reason, 'cannot have this value; the default applies: jedec');
  });
});

describe('secrets in the settings', () => {
  it('are warned of by the name of their field, and never quoted', () => {
    const entries = [
      { corpId: 'ding1', unionId: 'u', name: 'Acme', clientSecret: 'hush' },
      { corpId: 'ding2', unionId: 'u', appSecret: 'hush', accessToken: 'hush', clientId: 'c' },
      null,
      'hush',
    ];
    const reasons = secretsInSettings(entries, 'key').map(({ label, reason }) => `${label}: ${reason}`);
    assert.deepEqual(
      reasons.map(reason => reason.split(' does not belong')[0]),
      ['Acme: clientSecret', 'ding2: appSecret', 'ding2: accessToken'],
    );
    assert.ok(!reasons.join().includes('hush'));
    assert.deepEqual(secretsInSettings('no list', 'key'), []);
  });
});
