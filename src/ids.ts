/** Every name by which the manifest, the editor or other extensions know us. A test compares them with package.json. */

export const commands = {
  addOrganization: 'dingtalkStorage.addOrganization',
  editOrganization: 'dingtalkStorage.editOrganization',
  removeOrganization: 'dingtalkStorage.removeOrganization',
  setCredential: 'dingtalkStorage.setCredential',
  clearCredential: 'dingtalkStorage.clearCredential',
  refresh: 'dingtalkStorage.refresh',
  refreshOrganization: 'dingtalkStorage.refreshOrganization',
  queryInheritance: 'dingtalkStorage.queryInheritance',
  traceInheritance: 'dingtalkStorage.traceInheritance',
  showAccess: 'dingtalkStorage.showAccess',
  exportAccess: 'dingtalkStorage.exportAccess',
  askAgain: 'dingtalkStorage.askAgain',
  copyLookup: 'dingtalkStorage.copyLookup',
  copyLookupAsMarkdown: 'dingtalkStorage.copyLookupAsMarkdown',
  copyLookupAsJson: 'dingtalkStorage.copyLookupAsJson',
  openLookup: 'dingtalkStorage.openLookup',
  removeLookup: 'dingtalkStorage.removeLookup',
  clearLookups: 'dingtalkStorage.clearLookups',
  copyCorpId: 'dingtalkStorage.copyCorpId',
  openAdminConsole: 'dingtalkStorage.openAdminConsole',
  copyValue: 'dingtalkStorage.copyValue',
  copyAsMarkdown: 'dingtalkStorage.copyAsMarkdown',
  copyAsJson: 'dingtalkStorage.copyAsJson',
  filterOrganizations: 'dingtalkStorage.filterOrganizations',
  showLowOnStorage: 'dingtalkStorage.showLowOnStorage',
  clearFilter: 'dingtalkStorage.clearFilter',
  sortOrganizations: 'dingtalkStorage.sortOrganizations',
  auditInheritance: 'dingtalkStorage.auditInheritance',
  auditSpace: 'dingtalkStorage.auditSpace',
  resumeAudit: 'dingtalkStorage.resumeAudit',
  askAgainAboutFailures: 'dingtalkStorage.askAgainAboutFailures',
  showAudit: 'dingtalkStorage.showAudit',
  showAuditAsText: 'dingtalkStorage.showAuditAsText',
  exportAudit: 'dingtalkStorage.exportAudit',
  compareAudits: 'dingtalkStorage.compareAudits',
  renameAudit: 'dingtalkStorage.renameAudit',
  deleteAudit: 'dingtalkStorage.deleteAudit',
  copyRows: 'dingtalkStorage.copyRows',
  copyDentryUuid: 'dingtalkStorage.copyDentryUuid',
  openRow: 'dingtalkStorage.openRow',
  askRowsAgain: 'dingtalkStorage.askRowsAgain',
  listGrants: 'dingtalkStorage.listGrants',
  findFile: 'dingtalkStorage.findFile',
  auditFolder: 'dingtalkStorage.auditFolder',
  openFile: 'dingtalkStorage.openFile',
  copyFileUuid: 'dingtalkStorage.copyFileUuid',
  refreshFolder: 'dingtalkStorage.refreshFolder',
  loadMoreFiles: 'dingtalkStorage.loadMoreFiles',
  copyRequestId: 'dingtalkStorage.copyRequestId',
  showTrend: 'dingtalkStorage.showTrend',
  exportHistory: 'dingtalkStorage.exportHistory',
  muteAlerts: 'dingtalkStorage.muteAlerts',
  unmuteAlerts: 'dingtalkStorage.unmuteAlerts',
  showSpaces: 'dingtalkStorage.showSpaces',
  showBiggestFiles: 'dingtalkStorage.showBiggestFiles',
  countRecycleBin: 'dingtalkStorage.countRecycleBin',
  exportSpaces: 'dingtalkStorage.exportSpaces',
  showApiUsage: 'dingtalkStorage.showApiUsage',
  runDoctor: 'dingtalkStorage.runDoctor',
  showLog: 'dingtalkStorage.showLog',
  exploreSamples: 'dingtalkStorage.exploreSamples',
  removeSamples: 'dingtalkStorage.removeSamples',
  reportIssue: 'dingtalkStorage.reportIssue',
} as const;

export const viewContainer = 'dingtalkStorage';

export const views = {
  organizations: 'dingtalkStorage.organizations',
  lookups: 'dingtalkStorage.lookups',
  audits: 'dingtalkStorage.audits',
  files: 'dingtalkStorage.files',
} as const;

/** Kinds of the rows of the Organizations view. */
export const organizationRowKinds = [
  'organization',
  'badEntry',
  'badSetting',
  'samples',
  'problem',
  'partition',
  'figure',
] as const;

/** Kinds of the rows of the Files view, besides the organizations and their problems. */
export const fileRowKinds = ['section', 'knowledgeBase', 'driveSpace', 'file', 'moreFiles', 'note'] as const;

/** Kinds of the rows that commands are chosen on, in trees and pages. */
export const rowKinds = [...organizationRowKinds, ...fileRowKinds, 'lookup', 'audit', 'rows'] as const;

/** Types of webview panels. */
export const webviews = {
  audit: 'dingtalkStorage.audit',
  comparison: 'dingtalkStorage.comparison',
  usage: 'dingtalkStorage.usage',
  trace: 'dingtalkStorage.trace',
  access: 'dingtalkStorage.access',
  doctor: 'dingtalkStorage.doctor',
  trend: 'dingtalkStorage.trend',
  spaces: 'dingtalkStorage.spaces',
  biggestFiles: 'dingtalkStorage.biggestFiles',
} as const;

export const settings = {
  organizations: 'dingtalkStorage.organizations',
  sizeUnits: 'dingtalkStorage.sizeUnits',
  warningPercent: 'dingtalkStorage.warningPercent',
  errorPercent: 'dingtalkStorage.errorPercent',
  showStatusBarItem: 'dingtalkStorage.showStatusBarItem',
  requestTimeoutSeconds: 'dingtalkStorage.requestTimeoutSeconds',
  refreshIntervalMinutes: 'dingtalkStorage.refreshIntervalMinutes',
  keepDailyReading: 'dingtalkStorage.keepDailyReading',
  alerts: 'dingtalkStorage.alerts',
  forecastAlertDays: 'dingtalkStorage.forecastAlertDays',
  monthlyCallAllowance: 'dingtalkStorage.monthlyCallAllowance',
  auditShareLimitPercent: 'dingtalkStorage.auditShareLimitPercent',
} as const;

export const walkthrough = 'firstMinutes';

/** Keys of `when` clauses. None is set before activation, so that what depends on them does not flash. */
export const contextKeys = {
  // Set first, as the others are evaluated together with it.
  hasLookups: 'dingtalkStorage.hasLookups',
  /** Nothing to show: neither configured organizations nor samples. */
  isEmpty: 'dingtalkStorage.isEmpty',
  hasOrganizations: 'dingtalkStorage.hasOrganizations',
  hasSamples: 'dingtalkStorage.hasSamples',
  /** A filter is on in the Organizations view. */
  isFiltered: 'dingtalkStorage.isFiltered',
  /** At least one organization is low on storage. */
  hasLow: 'dingtalkStorage.hasLow',
} as const;

/** Language-model tools, by the names that models use. */
export const tools = {
  getQuota: 'dingtalk_storage_get_quota',
  getInheritance: 'dingtalk_storage_get_inheritance',
  traceFile: 'dingtalk_storage_trace_file',
} as const;

/** Keys of `globalState`. Nothing secret is ever stored there. */
export const stateKeys = {
  storage: 'dingtalkStorage.storage',
  lookups: 'dingtalkStorage.lookups',
  sortOrder: 'dingtalkStorage.sortOrder',
  lastOrganization: 'dingtalkStorage.lastOrganization',
  samples: 'dingtalkStorage.samples',
  signIns: 'dingtalkStorage.signIns',
  runningAudits: 'dingtalkStorage.runningAudits',
} as const;

/** Keys of SecretStorage. */
export const secretKeys = {
  credential: (corpId: string) => `dingtalkStorage.credential/${corpId}`,
  /** `corpId` only if the token is for one organization (third-party apps); an internal app has one for all calls. */
  accessToken: (endpoint: string, clientId: string, corpId?: string) =>
    ['dingtalkStorage.accessToken', endpoint, clientId, ...(corpId === undefined ? [] : [corpId])].join('/'),
};
