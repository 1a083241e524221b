/** Every command, with all ways to reach it. A unit test compares this with package.json, in both directions. */
import type { commands } from '../../src/ids.ts';

/** Where the manifest puts a command. A context menu opens by Shift+F10 as well as by the mouse. */
export type ManifestWay =
  /** A button in a row; the row's context menu has it too. */
  | `inline ${string}`
  | `menu ${string}`
  /** A button in a view's header, and an item of the menu behind its `…`. */
  | `title ${'organizations' | 'lookups' | 'audits' | 'files'}`
  | `more ${'organizations' | 'lookups' | 'audits'}`
  | `key ${string}`
  | 'welcome'
  | 'walkthrough';

/** Where the code puts it; the user interface tests go there. */
export type CodeWay =
  | 'click on a problem, or Enter'
  | 'click on an audit, or Enter'
  | 'button of a message'
  | 'button of a page'
  | 'link in the status bar’s hover';

export interface Reach {
  /** Its `when` clause in the palette; `never` if another command replaces it there, or it needs a row. */
  readonly palette: 'always' | 'never' | `dingtalkStorage.${string}` | `!dingtalkStorage.${string}`;
  readonly ways: readonly (ManifestWay | CodeWay)[];
}

const organization = 'menu organization, mutedOrganization';
const anyOrganization = 'menu organization, mutedOrganization, sampleOrganization';
const ownRow = 'menu organization, mutedOrganization, sampleOrganization, partition, figure';
const ownButton = 'inline organization, mutedOrganization';
const sampleRow = 'menu sampleOrganization';
const file = 'menu file, folder';
const lookup = 'menu lookup';
const lookupButton = 'inline lookup';
const finished = 'audit.finished, audit.finished.withFailures';
const unfinished = 'audit.unfinished, audit.unfinished.withFailures';
const audit = `audit.open, ${finished}, ${unfinished}`;

export const reach: Readonly<Record<keyof typeof commands, Reach>> = {
  addOrganization: {
    palette: 'always',
    ways: ['title organizations', 'welcome', 'walkthrough', 'button of a message'],
  },
  editOrganization: {
    palette: 'always',
    ways: [organization, 'click on a problem, or Enter', 'button of a message'],
  },
  removeOrganization: { palette: 'always', ways: [organization, 'key delete'] },
  setCredential: {
    palette: 'always',
    ways: [organization, 'click on a problem, or Enter', 'button of a message'],
  },
  clearCredential: { palette: 'always', ways: [organization] },
  refresh: {
    palette: 'always',
    ways: ['title organizations', 'link in the status bar’s hover'],
  },
  refreshOrganization: {
    palette: 'never',
    ways: [ownButton, organization, 'inline sampleOrganization', sampleRow, 'click on a problem, or Enter'],
  },
  copyCorpId: { palette: 'always', ways: [organization] },
  openAdminConsole: { palette: 'always', ways: [organization] },
  copyValue: {
    palette: 'never',
    ways: [
      'inline partition, figure',
      'menu organization, mutedOrganization, sampleOrganization, partition, figure, badEntry, badSetting, problem.*',
      'key ctrl+c',
    ],
  },
  copyAsMarkdown: { palette: 'always', ways: [ownRow] },
  copyAsJson: { palette: 'always', ways: [ownRow] },
  filterOrganizations: {
    palette: 'always',
    ways: ['title organizations'],
  },
  showLowOnStorage: {
    palette: 'dingtalkStorage.hasLow',
    ways: ['title organizations', 'link in the status bar’s hover'],
  },
  clearFilter: {
    palette: 'dingtalkStorage.isFiltered',
    ways: ['title organizations', 'welcome'],
  },
  sortOrganizations: { palette: 'always', ways: ['more organizations'] },
  queryInheritance: {
    palette: 'always',
    ways: [
      'title lookups',
      ownButton,
      organization,
      sampleRow,
      'inline file, folder',
      file,
      'menu rows',
      'welcome',
      'walkthrough',
    ],
  },
  traceInheritance: { palette: 'always', ways: [lookup, file, 'menu rows', 'button of a page'] },
  showAccess: { palette: 'always', ways: [lookup, file, 'menu rows', 'button of a page'] },
  exportAccess: { palette: 'never', ways: ['button of a page'] },
  askAgain: { palette: 'always', ways: [lookupButton, lookup] },
  copyLookup: { palette: 'always', ways: [lookupButton, lookup, 'key ctrl+c'] },
  copyLookupAsMarkdown: { palette: 'always', ways: [lookup] },
  copyLookupAsJson: { palette: 'always', ways: [lookup] },
  openLookup: { palette: 'always', ways: [lookup] },
  removeLookup: { palette: 'always', ways: [lookupButton, lookup, 'key delete'] },
  clearLookups: { palette: 'always', ways: ['title lookups'] },
  auditInheritance: {
    palette: 'always',
    ways: ['title audits', 'welcome'],
  },
  auditSpace: {
    palette: 'always',
    ways: ['title audits', 'welcome'],
  },
  resumeAudit: {
    palette: 'always',
    ways: [`inline ${unfinished}`, `menu ${unfinished}`, 'button of a message'],
  },
  askAgainAboutFailures: {
    palette: 'always',
    ways: ['menu audit.finished.withFailures, audit.unfinished.withFailures', 'button of a message'],
  },
  listGrants: { palette: 'always', ways: [`menu ${finished}, ${unfinished}`] },
  showAudit: {
    palette: 'always',
    ways: [`inline ${audit}`, `menu ${audit}`, 'click on an audit, or Enter', 'button of a message'],
  },
  showAuditAsText: { palette: 'always', ways: [`menu ${audit}`] },
  exportAudit: {
    palette: 'always',
    ways: [`inline ${finished}`, `menu ${audit}`],
  },
  compareAudits: { palette: 'always', ways: [`menu ${audit}`, 'more audits'] },
  renameAudit: { palette: 'always', ways: [`menu ${audit}`, 'key f2'] },
  deleteAudit: {
    palette: 'always',
    ways: [`menu ${finished}, ${unfinished}`, 'key delete'],
  },
  copyRows: { palette: 'never', ways: ['menu rows'] },
  copyDentryUuid: { palette: 'never', ways: ['menu rows'] },
  openRow: { palette: 'never', ways: ['menu rows'] },
  askRowsAgain: { palette: 'never', ways: ['menu rows'] },
  findFile: {
    palette: 'always',
    ways: ['title files', 'inline organization, sampleOrganization', 'menu organization, sampleOrganization'],
  },
  auditFolder: { palette: 'never', ways: ['menu knowledgeBase, driveSpace, folder'] },
  openFile: { palette: 'never', ways: [file] },
  copyFileUuid: { palette: 'never', ways: [file, 'key ctrl+c'] },
  refreshFolder: {
    palette: 'never',
    ways: [
      'inline section, knowledgeBase, driveSpace, folder, unknownFolder',
      'menu section, knowledgeBase, driveSpace, folder, unknownFolder, problem',
      'click on a problem, or Enter',
    ],
  },
  loadMoreFiles: { palette: 'never', ways: ['menu moreFiles'] },
  copyRequestId: {
    palette: 'never',
    ways: ['inline problemWithRequestId', 'menu problemWithRequestId', 'button of a message'],
  },
  runDoctor: {
    palette: 'always',
    ways: [organization, 'menu problem.*', 'more organizations', 'button of a message'],
  },
  showSpaces: { palette: 'always', ways: [anyOrganization, 'menu organization, sampleOrganization'] },
  showBiggestFiles: { palette: 'always', ways: [anyOrganization, 'menu driveSpace', 'button of a page'] },
  countRecycleBin: { palette: 'always', ways: [anyOrganization, 'button of a page'] },
  exportSpaces: { palette: 'never', ways: ['button of a page'] },
  showTrend: { palette: 'always', ways: [anyOrganization, 'button of a message'] },
  exportHistory: { palette: 'always', ways: [anyOrganization] },
  muteAlerts: { palette: 'always', ways: ['menu organization'] },
  unmuteAlerts: { palette: 'always', ways: ['menu mutedOrganization'] },
  showApiUsage: { palette: 'always', ways: [organization] },
  showLog: {
    palette: 'always',
    ways: ['click on a problem, or Enter', 'button of a message'],
  },
  exploreSamples: {
    palette: '!dingtalkStorage.hasSamples',
    ways: ['welcome', 'walkthrough', 'button of a message'],
  },
  removeSamples: {
    palette: 'dingtalkStorage.hasSamples',
    ways: ['inline samples', 'menu samples'],
  },
  reportIssue: { palette: 'always', ways: ['button of a message'] },
};
