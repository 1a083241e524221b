import * as l10n from '@vscode/l10n';
import { sampleCorpId } from '../organizations/organization.ts';

export interface DentryAnswer {
  dentryUuid: string;
  corpId: string;
  name: string;
  inheritance: string;
  /** The space that contained it no longer exists. */
  spaceDeleted?: true;
  /** A knowledge base itself, which has nothing to inherit from. */
  isRoot?: true;
}

/** The mode of each file, folder and knowledge-base node: corpId, dentryUuid, name, inheritance. */
const rows: [string, string, string, string][] = [
  ['dingacme0001', 'Qnp9zOoBVBDEydnQU1rPR3vZ81DK0g6l', 'Company handbook', 'PASS_ON'],
  ['dingacme0001', 'Z6UTRpydA6MHH6GMTl0guIEiKcIGKuNi', 'Payroll 2026', 'BREAK'],
  ['dingacme0001', 'ctkmLQOdYGT8XXxPhDvNX1VHfTpc2Wkn', 'Product roadmap', 'PASS_ON'],
  ['dingacme0001', 'kT1qnnJZE9LxUhEvJVcMjoeSoIcWncmv', 'Board minutes', 'BREAK'],
  ['dingacme0001', 'MZ5PEvx54V6NGFjCgJH3rZSiBkWnrzGU', 'Brand assets', 'PASS_ON'],
  ['dingacme0001', 'PqyUhSBTWwmvozsbE8QFSlm7wiX1YA7Y', 'Supplier contracts', 'PASS_ON_READ_ONLY'],
  ['dingacme0001', 'a/../b?c#d 中', 'An id that must be encoded in a path', 'PASS_ON'],
  ['dingxinghe0002', 'rig1KBxzVU2cfudZjonnkCWCbTA48Z3G', '研发周报', 'PASS_ON'],
  ['dingxinghe0002', 'OutiwNkyPmRLQAIbos7Gf9pWlPfBpcIM', '专利申请', 'BREAK'],
  ['dingxinghe0002', 'w47MB1xof5kVO7wbcbGTAvlB6CPHUA1w', '芯片设计图', 'BREAK'],
  ['dingxinghe0002', '1OBQKGpfdSSY3MgBl7B7JcguBdoj8ClI', '新员工入职', 'PASS_ON'],
  ['dingnordwind0003', 'nHa7JuiELfwJu5fNvUNHhrAeGjC1H5rt', 'Freight rates', 'PASS_ON'],
  ['dingnordwind0003', 'QBYjO30kQxPIZ1O9XXo18CfRbZdgLnw6', 'Customs papers', 'BREAK'],
  ['dingnordwind0003', 'HOLwXrJYtsd3jktkB6kLhOOeBVeYUEYY', 'Driver rosters', 'PASS_ON'],
  ['dingnordwind0003', 'BktnIRkM89eE7v261e566Q15PK6GrloM', 'Insurance', 'PASS_ON'],
  ['dingqingshan0004', 'LawbufQe2TSE5XlH3XcresWzIpOEEsLn', '客户提案', 'PASS_ON'],
  ['dingqingshan0004', 'NojjiBAU40tXb2HjZy0Dca9sOzeGu0lH', '字体授权', 'BREAK'],
  ['dingqingshan0004', 'dkX2SANVcNKmonpds2jUeVBDLEfmvkPz', '素材库', 'PASS_ON'],
  ['dingharbor0005', 'tZrAcnytDHhKOyyoOl2j4dJZ8OGH6Q1G', 'Menus', 'PASS_ON'],
  ['dingharbor0005', 'CYauzEcMJU5o6jZliBRFdcrJGGByCrLl', 'Lease agreements', 'BREAK'],
  ['dingharbor0005', 'xDOEH32lgMERPhAszHta13AhL03nURmp', 'Event photographs', 'PASS_ON'],
  ['dingyunfan0006', '9Ec6TXklVd18lbFs6fukcfwYNYTTHWmS', '课程表', 'PASS_ON'],
  ['dingyunfan0006', 'HgxYJx3IRquIfTaWc0Unh47p012C7QiQ', '期末试卷', 'BREAK'],
  ['dingyunfan0006', 'lHy1UQqmz3ryLTdcLF1YgQw9JgasqxwZ', '教师通讯录', 'PASS_ON'],
  ['dinglumen0007', 'zUxcjuyLD27bub4YzP9GZlWBhURm0H5D', 'Calibration records', 'PASS_ON'],
  ['dinglumen0007', '6VxegLvuzXkWrt7YqyIToqb6wGJaZ2Sn', 'Firmware releases', 'BREAK'],
  ['dinglumen0007', 'umOWV1w3pe4zbhtURFQckcsiF2VI86ht', 'Lens drawings', 'PASS_ON'],
  ['dinglumen0007', 'sT3tKthxU0QCDHEkCZT3cYcELKYCO6O6', 'Service manuals', 'PASS_ON'],
  ['dinghaitang0008', 'AaqRCJwMlfVtpzMg7O6TMGw74OgkDWI7', '排班表', 'PASS_ON'],
  ['dinghaitang0008', 'jPvthXro0FmsYH7TxTJlUBrauqubcNKw', '影像归档', 'BREAK'],
  ['dinghaitang0008', 'dXs9zbh0mqOd2ncyvDp2HfHH6ovPJq1L', '采购清单', 'PASS_ON'],
  ['dingatlas0009', 'AzWULfhz8AeY3Oe9p2fLT28r5ydna1Gu', 'Satellite imagery', 'PASS_ON'],
  ['dingatlas0009', 's8ThMLDAL9eBl8gE1MWIGszXvrzggrus', 'Digitised maps', 'BREAK'],
  ['dingatlas0009', 'nnZznzsgbfV5aZb46d9az4rR1KpOTAa0', 'Film restoration', 'PASS_ON'],
  ['dingchunfeng0010', 'ysw4whYWMrCIU7uRpbw70vSj5hYfgFzS', '进货单', 'PASS_ON'],
  ['dingchunfeng0010', 'FKvp9PjLo2O5OdDFwvT4AkvXiCpQpwz9', '会员名册', 'BREAK'],
  ['dingpinecone0011', 'oWWFB4nsrIElousV3r9HRKmF7u9tge5O', 'Storyboards', 'PASS_ON'],
  ['dingpinecone0011', 'HoWIh6ITHCGkKWGjhs0kPzAq6DKu807V', 'Release forms', 'BREAK'],
  ['dingjiangnan0012', 'YhgpHKmRG3GXU1DDSZm1ZHKDswZ9XOnM', '面料样本', 'PASS_ON'],
  ['dingjiangnan0012', 'PRxDZDAYMqAmgLbFEYjZ065Rt2NYR3bG', '出口合同', 'BREAK'],
  ['dingcopper0013', 'QGfXkiGDfr2d8WNjR5LIfcg582JQtfwo', 'Roasting profiles', 'PASS_ON'],
  ['dingcopper0013', '83eUPuoFJZY9CokYTywjEdG4KLGMCQ5n', 'Green coffee contracts', 'BREAK'],
];

export const dentryAnswers: DentryAnswer[] = [
  ...rows.map(([corpId, dentryUuid, name, inheritance]) => ({ corpId, dentryUuid, name, inheritance })),
  {
    corpId: 'dingacme0001',
    dentryUuid: 'XI8t6LHukEyg4RekcAJsNpAY6FNCbFeJ',
    name: 'Left over from a deleted space',
    inheritance: 'PASS_ON',
    spaceDeleted: true,
  },
];

/** A file or folder to ask about. */
export interface Dentry {
  readonly name: string;
  readonly dentryUuid: string;
}

/** The files and folders of a sample organization, for users without a dentryUuid at hand; none for any other. */
export function sampleDentries(corpId: string): readonly Dentry[] {
  // One of the ids is odd, for the emulator's own tests.
  const known = dentryAnswers.filter(
    dentry => sampleCorpId(dentry.corpId) === corpId && /^\w+$/.test(dentry.dentryUuid),
  );
  return known.length === 0 ? [] : [...known, missing()];
}

/** Lets users see a failure too. */
function missing(): Dentry {
  return { name: l10n.t('A file that does not exist'), dentryUuid: 'NoSuchFile00000000000000000000000' };
}
