import { chatGroup, department, everyone, many, person } from './grants.ts';
import { type Branch, file, folder, onlineDocument, shortcut } from './tree.ts';

/** Acme's spaces and knowledge bases: only data. */

const acme = 'dingacme0001';
/** The tax advisers, another organization. */
const outside = 'dingoutside0099';

export const acmeFinance: readonly Branch[] = [
  folder(
    'Budgets',
    [
      // The break in the middle of a chain: what is below takes its permissions from here.
      folder(
        '2026',
        [
          folder('Forecasts', [
            file('Budget 2026.xlsx', 3.2, { day: '11-20' }),
            file('Budget 2026 scenarios.xlsx', 8.75, { day: '11-24' }),
            file('Cash flow.xlsx', 1.5),
          ]),
          onlineDocument('Notes on the budget', { day: '10-02' }),
          file('Approval.pdf', 0.8),
        ],
        {
          inheritance: 'BREAK',
          grants: [
            department(acme, '4711', 'Finance', 'EDITOR'),
            person(acme, 'dana', 'Dana Whitfield', 'OWNER'),
            person(outside, 'advisor1', 'Felix Adler', 'READER', 2_592_000n),
          ],
        },
      ),
      folder('2025', [folder('Closing', [file('Balance sheet 2025.xlsx', 4.1, { day: '02-11' })])]),
    ],
    { grants: [department(acme, '4712', 'Management', 'READER')] },
  ),
  folder('Invoices', [
    folder('Suppliers', [
      folder('Q3', [file('Invoices Q3.zip', 148, { day: '10-01' }), file('Open items.csv', 0.02)]),
    ]),
    shortcut('Supplier list (shortcut)'),
  ]),
  folder(
    'Audit 2025',
    [
      folder('Working papers', [
        folder('Samples', [file('Vouchers.zip', 96.5)], {
          grants: [person(outside, 'auditor2', 'Ines Roth', 'EDITOR')],
        }),
      ]),
    ],
    {
      inheritance: 'BREAK',
      grants: [
        everyone(acme, 'Acme', 'READER'),
        person(outside, 'auditor1', 'Otto Brandt', 'MANAGER', 604_800n),
        ...many(acme, 63, number => `Employee ${number}`),
      ],
    },
  ),
];

export const acmeProjects: readonly Branch[] = [
  folder('Rocket skates', [
    folder('Design', [
      folder('Drawings', [
        file('Skate frame.dwg', 22.4),
        file('Skate frame v2.dwg', 25.1, { day: '11-02' }),
        file('Render.png', 6.3),
      ]),
      file('Launch film.mp4', 186, { day: '08-30' }),
    ]),
    folder('Tests', [
      folder('Track', [file('Run 12.csv', 12.25), file('Run 13.csv', 13.5)]),
      onlineDocument('Test plan'),
    ]),
  ]),
  folder('Portable hole', [
    folder('Patents', [folder('Filed', [file('Application.pdf', 2.2)])], {
      inheritance: 'BREAK',
      grants: [chatGroup(acme, 'cidPatents', 'Patent team', 'EDITOR')],
    }),
    folder('Empty folder', []),
  ]),
  file('Budget of the projects.xlsx', 0.6),
];

export const acmeMarketing: readonly Branch[] = [
  folder('Campaigns', [
    folder('Spring', [
      folder('Posters', [file('Poster A3.pdf', 18.5), file('Poster A3.png', 9.5), file('Jingle.m4a', 4.2)]),
    ]),
  ]),
  shortcut('Brand assets (shortcut)'),
  file('Old logo.png', 1.1, { status: 'DELETED' }),
];

export const acmeHandbook: readonly Branch[] = [
  folder('Welcome', [
    folder('First week', [
      folder('Accounts', [onlineDocument('How to sign in'), onlineDocument('Whom to ask')]),
      onlineDocument('Your first day'),
    ]),
  ]),
  folder('Policies', [
    onlineDocument('Travel'),
    onlineDocument('Budget approvals', { inheritance: 'BREAK' }),
    shortcut('Code of conduct (shortcut)'),
  ]),
  onlineDocument('About this handbook'),
];

export const acmeEngineering: readonly Branch[] = [
  folder('Standards', [
    folder('Springs', [
      folder('Coils', [onlineDocument('Coil tables'), file('Measurements.xlsx', 2.75)], {
        inheritance: 'BREAK',
        grants: [department(acme, '4720', 'Engineering', 'EDITOR'), everyone(acme, 'Acme', 'DOWNLOADER')],
      }),
    ]),
  ]),
  onlineDocument('Meeting notes'),
];

export const acmeOwn: readonly Branch[] = [
  folder('Drafts', [onlineDocument('Speech for the summer party')]),
  onlineDocument('To do'),
];
