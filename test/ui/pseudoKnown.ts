/** What is on the screen in a pseudo-locale, has letters, and needs no translation. */
import { sampleData } from '../emulator/samples.ts';

/** Of Acme: one that inherits, and one that does not. */
export const files = {
  handbook: 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l',
  payroll: 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi',
};

/** One text of the code and one of the manifest: the test must find them. */
export const planted = ['filling up', 'Ask Again'];

/** Entries of the setting with mistakes. */
export const badEntries = [
  { corpId: 'dingbadentry0001' },
  'nothing',
  { corpId: 'dingbad0002', unionId: 'u', signIn: 'magic' },
];

/** No text of ours, though it has letters: the id of a file that does not exist. */
const missingFile = 'NoSuchFile00000000000000000000000';
/** What is typed in the session. */
export const typed = { filter: 'nowhere', junk: '一二三', rename: 'Spring' };

/** Names, what is typed here, and what the editor itself puts into its settings and keys. */
export const known = [
  ...sampleData.organizations.map(({ name }) => name),
  ...sampleData.dentries.map(({ name }) => name),
  ...Object.values(typed),
  missingFile,
  ...['(Ctrl+C)', '(Del)', 'Dingtalk Storage: Warning Percent', 'DingTalk Storage', 'Source: '],
  // Of a row with buttons.
  'has actions',
  // What DingTalk itself said, and names of formats.
  ...['qyapi_get_member', '访问ip不在白名单之中,request ip=', 'dentryNotExist: dentry does not exist'],
  ...['systemError: try later', 'paramError.unionId: bad', 'CSV', 'JSON', 'Markdown'],
  ...['a', 'b', 'c', 'd'].map(letter => letter.repeat(32)),
  "(Press 'Enter' to confirm or 'Escape' to cancel)",
];

/** What the editor itself says where our texts are. */
export const editorsOwn =
  /^(Collapse All|More Actions\.\.\.|Loading\.\.\.|Cancel|Welcome|Activating Extensions\.\.\.|Saving 'settings\.json': .*)$/;
