import assert from 'node:assert/strict';
import { failed, notChecked, ok, warning } from '../../../src/doctor/checks/check.ts';
import { Fact } from '../../../src/doctor/checks/fact.ts';
import { problem } from '../../../src/doctor/checks/problem.ts';
import { askText, doctorPage, remedyNamed } from '../../../src/doctor/result/doctorPage.ts';
import { byCheck, reportOf } from '../../../src/doctor/result/report.ts';
import { reportText } from '../../../src/doctor/result/reportText.ts';

const remedy = (title: string) => ({ title, command: `do.${title}`, arguments: [title] });
const checks = byCheck([
  warning('files', problem('internalError', 'Left over.', remedy('Resume')), Fact.locks(1)),
  ok('settings', Fact.organizations(2)),
  ok('signIn', Fact.userFound({ text: 'organization 1' })),
  failed('signIn', problem('signedOut', 'Signed out of 2.', remedy('Second'))),
  failed('signIn', problem('signedOut', 'Signed out of 3.', remedy('Third'))),
  failed('dns', problem('offline', 'No name.')),
  notChecked('access', Fact.omitted('metered')),
]);

describe('the report of the doctor', () => {
  it('has each check once, in their order, by the worst of what was found, and counts them', () => {
    const report = reportOf(checks);
    assert.deepEqual(
      report.checks.map(({ id, verdict, remedy }) => [id, verdict, remedy]),
      [
        ['settings', 'ok', undefined],
        ['dns', 'failed', undefined],
        ['signIn', 'failed', 'Second'],
        ['access', 'notChecked', undefined],
        ['files', 'warning', 'Resume'],
      ],
    );
    assert.deepEqual(report.counts, { failed: 2, warning: 1, notChecked: 1, ok: 1 });
    assert.deepEqual(report.checks[2]?.facts, [
      'Signed out of 2.',
      'Signed out of 3.',
      'organization 1: the unionId belongs to a user of this organization',
    ]);
  });

  it('is a page, the worst first in words and sign, with a button for each thing to do', () => {
    const { findings, actions } = doctorPage(checks, 2, 'en');
    assert.deepEqual(
      findings?.groups.map(({ sign, heading }) => `${sign} ${heading}`),
      [
        '✗ Broken: Name lookup (DNS)',
        '✗ Broken: Sign-in',
        "! Look at: The extension's files",
        '– Not checked: Rights in DingTalk',
        '✓ OK: Organizations in the settings',
      ],
    );
    const buttons = findings.groups.flatMap(({ items }) => items.flatMap(({ action }) => action ?? []));
    assert.deepEqual(
      buttons.map(({ name, text }) => [text, remedyNamed(checks, name)?.command]),
      [
        ['Second', 'do.Second'],
        ['Third', 'do.Third'],
        ['Resume', 'do.Resume'],
      ],
    );
    assert.deepEqual(
      actions.map(({ text }) => text),
      ['Ask DingTalk Too (2 Metered Calls)', 'Run Again', 'Copy', 'Report Issue with This', 'Open as Text'],
    );
    assert.equal(findings.closing[0], '1 OK, 1 to look at, 2 broken, 1 not checked.');
  });

  it('offers to ask DingTalk only where that was not done', () => {
    assert.ok(doctorPage(checks, undefined, 'en').actions.every(({ name }) => name !== 'ask'));
    assert.equal(askText(1), 'Ask DingTalk Too (1 Metered Call)');
  });

  it('does nothing for a button that there is not', () => {
    for (const name of ['do:3', 'do:-1', 'do:x', 'do:', 'copy', '0']) {
      assert.equal(remedyNamed(checks, name), undefined, name);
    }
  });

  it('is Markdown with the same words', () => {
    const text = reportText(checks);
    assert.match(
      text,
      /^# DingTalk Doctor\n\n.*\n\n## ✗ Broken: Name lookup \(DNS\)\n\n- No name\.\n\n## ✗ Broken: Sign-in\n\n- Signed out of 2\.\n- Do: \*\*Second\*\*\n/,
    );
    assert.match(text, /\n\n1 OK, 1 to look at, 2 broken, 1 not checked\.\n\n/);
  });
});
