import { organizationAnswers } from '../../src/samples/answers.ts';
import { dentryAnswers } from '../../src/samples/dentries.ts';
import { sampleSpace } from '../../src/samples/spaces/spaces.ts';
import { type Credential, sampleSignIns } from './samples.ts';

function table(rows: string[][]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map(row => line(row).trimEnd()).join('\n');
}

function organizationTable(): string {
  const { organizations, credentials } = sampleSignIns('');
  const secrets = new Map<string, Credential>(credentials.map(one => [one.corpId, one.credential]));
  const remarks = new Map(organizationAnswers.map(({ corpId, about }) => [corpId, about]));
  const rows = organizations.map(({ corpId, unionId, signIn, clientId = '', name }) => {
    const secret = Object.values(secrets.get(corpId) ?? {}).join(' ');
    // Name and remark share the last column, since the length of Chinese text does not reveal its width.
    return [corpId, unionId, signIn, clientId, secret, `${name}: ${remarks.get(corpId)}`];
  });
  return table([['corpId', 'unionId', 'sign in with', 'client id', 'token or secret', 'name'], ...rows]);
}

function dentryTable(): string {
  const shown = dentryAnswers.filter(
    ({ corpId, spaceDeleted }) => corpId === dentryAnswers[0]?.corpId && !spaceDeleted,
  );
  return table(shown.map(({ dentryUuid, inheritance, name }) => [dentryUuid, inheritance, name]));
}

/** What to type into the extension to see the sample organizations. */
export function describeSamples(url: string): string {
  const { name } = organizationAnswers[0] ?? { name: '' };
  return `DingTalk on loopback: ${url}

${organizationTable()}

Dentries of ${name}, which are in its space ${sampleSpace.spaceId}; every organization has some.

${dentryTable()}

The setting "dingtalkStorage.organizations":

${JSON.stringify(sampleSignIns(url).organizations)}
`;
}
