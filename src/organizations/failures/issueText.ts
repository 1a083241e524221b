import { type Organization, type SignIn, signIns } from '../organization.ts';

/** What a report says about an installation: kinds and numbers, and nothing that names an organization. */
export interface Installation {
  readonly extensionVersion: string;
  /** The editor's name and version. */
  readonly editor: string;
  readonly platform: string;
  readonly ui: 'desktop' | 'web';
  readonly remote?: string;
  readonly language: string;
  /** The HTTP client that makes the calls. */
  readonly transport: string;
  readonly organizations: readonly Pick<Organization, 'signIn'>[];
}

/** The body of a report for maintainers, with space for what only the user knows. @param doctor what *Run Doctor* found */
export function issueText(installation: Installation, doctor?: string): string {
  const { extensionVersion, editor, platform, ui, remote, language, transport, organizations } = installation;
  const facts = [
    ['Extension', extensionVersion],
    ['Editor', editor],
    ['Platform', platform],
    ['User interface', remote === undefined ? ui : `${ui}, remote: ${remote}`],
    ['Language', language],
    ['Transport', transport],
    ['Organizations', organizationsText(organizations)],
  ];
  return [
    '### What happened, and what did you expect?',
    '',
    '### Steps to reproduce',
    '',
    '1. ',
    '',
    '### Installation',
    '',
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
    '',
    ...(doctor === undefined ? [] : [doctor]),
    '<!-- Please leave out tokens, secrets, and the ids and names of organizations and people. -->',
    '',
  ].join('\n');
}

function organizationsText(organizations: Installation['organizations']): string {
  const count = (kind: SignIn) => organizations.filter(({ signIn }) => signIn === kind).length;
  const kinds = signIns.filter(kind => count(kind) > 0).map(kind => `${count(kind)} ${kind}`);
  return kinds.length === 0 ? '0' : `${organizations.length} (${kinds.join(', ')})`;
}

/** Whether the manifest says where to file issues, so that the editor's own reporter can send one. */
export function hasTracker(manifest: unknown): boolean {
  const { bugs, repository } = (manifest ?? {}) as { bugs?: unknown; repository?: unknown };
  return [bugs, repository].some(place => {
    const url = typeof place === 'object' && place !== null ? (place as { url?: unknown }).url : place;
    return typeof url === 'string' && /^(git\+)?https:\/\/github\.com\/./.test(url);
  });
}
