import { parseArgs } from 'node:util';
import type { Spelling } from './data.ts';
import type { Fault, FaultMatch } from './faults.ts';
import type { RequestRecord } from './recorder.ts';
import { type ApiName, apiNames, splitTarget } from './routes.ts';
import type { EmulatorOptions } from './server.ts';

export const help = `DingTalk on loopback, with sample organizations.

Usage: npm run emulator [-- options]

  --port N               where to listen; any free port unless told
  --calls-per-second N   per app and API (20)
  --calls-per-minute N   per app and API; any number unless told
  --monthly-calls N      per organization (5000)
  --token-seconds N      how long a token lives (7200)
  --spelling NAME        of the keys of refusals: lowercase (default), capitalised or underscore
  --fault FAULT          what goes wrong, with every request; may be given more than once, the first that fits counts
  --help

FAULT is one of these, for all requests or, with an API's name at its end, for that API:
  slow:MS  stalledBody[:MS]  halfBody  hang  reset  html  status1111  redirect:URL  giantBody
For instance: --fault slow:2000@getOrg
API: ${apiNames.join('  ')}
`;

export interface CommandLine {
  help: boolean;
  options: EmulatorOptions;
  faults: { fault: Fault; match: FaultMatch }[];
}

/** An invalid command line; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function wholeNumber(name: string, text: string, most = 2 ** 31 - 1): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new UsageError(`--${name} takes a whole number from 0 to ${most}, not "${text}"`);
}

const spellings: readonly Spelling[] = ['lowercase', 'capitalised', 'underscore'];

function readSpelling(text: string): Spelling {
  const spelling = spellings.find(name => name === text);
  if (spelling) return spelling;
  throw new UsageError(`--spelling is one of ${spellings.join(', ')}, not "${text}"`);
}

function readFault(text: string): { fault: Fault; match: FaultMatch } {
  const api = apiNames.find((name: ApiName) => text.endsWith(`@${name}`));
  const what = api ? text.slice(0, -api.length - 1) : text;
  const colon = what.indexOf(':');
  const kind = colon < 0 ? what : what.slice(0, colon);
  const value = colon < 0 ? undefined : what.slice(colon + 1);
  return { fault: faultOf(kind, value), match: api ? { api } : {} };
}

function faultOf(kind: string, value: string | undefined): Fault {
  switch (kind) {
    case 'slow':
      return { kind, ms: wholeNumber('fault slow', value ?? '') };
    case 'stalledBody':
      return value === undefined ? { kind } : { kind, ms: wholeNumber('fault stalledBody', value) };
    case 'redirect':
      if (!value) throw new UsageError('--fault redirect needs an address: redirect:http://127.0.0.1:9/');
      return { kind, to: value };
    case 'halfBody':
    case 'hang':
    case 'reset':
    case 'html':
    case 'status1111':
    case 'giantBody':
      if (value !== undefined) throw new UsageError(`--fault ${kind} takes no value, and got "${value}"`);
      return { kind };
    default:
      throw new UsageError(`--fault does not know "${kind}"; see --help`);
  }
}

function parse(args: string[]) {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        port: string,
        'calls-per-second': string,
        'calls-per-minute': string,
        'monthly-calls': string,
        'token-seconds': string,
        spelling: string,
        fault: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws UsageError */
export function readCommandLine(args: string[]): CommandLine {
  const values = parse(args);
  const options: EmulatorOptions = {};
  if (values.port !== undefined) options.port = wholeNumber('port', values.port, 65_535);
  if (values['calls-per-second'] !== undefined)
    options.callsPerSecond = wholeNumber('calls-per-second', values['calls-per-second']);
  if (values['calls-per-minute'] !== undefined)
    options.callsPerMinute = wholeNumber('calls-per-minute', values['calls-per-minute']);
  if (values['monthly-calls'] !== undefined)
    options.monthlyCalls = wholeNumber('monthly-calls', values['monthly-calls']);
  if (values['token-seconds'] !== undefined)
    options.tokenSeconds = wholeNumber('token-seconds', values['token-seconds']);
  if (values.spelling !== undefined) options.spelling = readSpelling(values.spelling);
  return { help: values.help ?? false, options, faults: (values.fault ?? []).map(readFault) };
}

/** One line for a finished request, without the query, where the legacy API takes the token. */
export function requestLine({ method, url, answer, fault }: RequestRecord): string {
  const outcome = answer ? [answer.status, answer.code, `${Math.round(answer.ms)} ms`] : ['no answer'];
  const parts = [method, splitTarget(url).path, ...outcome, fault && `(fault: ${fault})`];
  return parts.filter(part => part !== undefined).join('  ');
}
