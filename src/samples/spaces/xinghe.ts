import { department, everyone, person } from './grants.ts';
import { type Branch, file, folder, onlineDocument, shortcut } from './tree.ts';

/** The spaces and knowledge bases of 星河科技: only data. */

const xinghe = 'dingxinghe0002';
/** A supplier, another organization. */
const outside = 'dingoutside0098';

export const xingheResearch: readonly Branch[] = [
  folder('研发项目', [
    folder(
      '星图芯片',
      [
        folder('设计', [
          file('版图 v3.zip', 96_400, { day: '11-18' }),
          file('版图 v2.zip', 88_200, { day: '07-03' }),
          file('设计说明.docx', 4.6),
        ]),
        onlineDocument('评审记录'),
      ],
      {
        inheritance: 'BREAK',
        grants: [
          person(xinghe, 'linhao', '林浩', 'OWNER'),
          department(xinghe, '8801', '芯片部', 'EDITOR'),
          person(outside, 'gys01', '供应商 赵敏', 'READER', 1_209_600n),
        ],
      },
    ),
    folder('测试', [folder('数据', [file('测试数据 2026.csv', 512), file('预算.xlsx', 1.2)])]),
  ]),
];

export const xingheAdministration: readonly Branch[] = [
  folder('行政', [
    folder('合同', [folder('2026', [file('办公室租赁合同.pdf', 3.4), file('采购合同.pdf', 2.1)])], {
      grants: [everyone(xinghe, '星河科技', 'READER')],
    }),
    shortcut('新员工入职(快捷方式)'),
  ]),
  file('年度预算.xlsx', 2.4),
];

export const xingheMedia: readonly Branch[] = [
  folder('宣传', [
    folder('视频', [folder('发布会', [file('发布会全程.mp4', 41_800), file('花絮.mp4', 12_600)])]),
    folder('图片', [file('合影.jpg', 8.9)]),
  ]),
];

export const xingheWiki: readonly Branch[] = [
  folder('制度', [
    folder('考勤', [folder('远程办公', [onlineDocument('申请流程'), onlineDocument('常见问题')])]),
  ]),
  onlineDocument('通讯录'),
];

export const xingheLab: readonly Branch[] = [
  folder('实验室', [
    folder('安全', [
      folder('化学品', [onlineDocument('清单'), onlineDocument('应急预案')], {
        inheritance: 'BREAK',
        grants: [department(xinghe, '8802', '实验室', 'MANAGER')],
      }),
    ]),
  ]),
];

export const xingheOwn: readonly Branch[] = [
  folder('草稿', [onlineDocument('述职报告')]),
  onlineDocument('待办事项'),
];
