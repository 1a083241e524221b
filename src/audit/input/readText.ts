import * as l10n from '@vscode/l10n';
import { createBreather } from '../yielding.ts';
import { badInput, certainUuid, type Found, Gathering } from './found.ts';

export type InputFormat = 'csv' | 'json' | 'text';

/** What an input is, by the name of its file, and JSON also by how it begins. */
export function formatOf(fileName: string, text: string): InputFormat {
  if (/\.(csv|tsv)$/i.test(fileName)) {
    return 'csv';
  }
  return /\.json$/i.test(fileName) || /^\s*(\[\s*["{[\]]|\{\s*["}])/.test(text.slice(0, 1000))
    ? 'json'
    : 'text';
}

/** A link, as far as it goes, or a word. */
const token = /https?:\/\/[^\s"'<>()[\]{}|,;\uff0c\uff1b\u3001\u3002]+|[\w-]+/gi;
const readsBetweenBreaths = 500;

/**
 * Reads dentryUuids and document links out of a text, wherever they stand in a line. A line that is not empty and has
 * none is junk.
 *
 * @throws DingTalkError `invalidParameter`
 */
export async function readText(text: string): Promise<Found> {
  const gathering = new Gathering();
  const breathe = createBreather();
  let reads = 0;
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    line++;
    const seen = new Set<string>();
    for (const word of wordsOf(text.slice(start, end))) {
      const dentryUuid = certainUuid(word);
      if (dentryUuid !== undefined && !seen.has(dentryUuid)) {
        seen.add(dentryUuid);
        gathering.add(dentryUuid);
      }
      if (++reads % readsBetweenBreaths === 0) {
        await breathe();
      }
    }
    if (seen.size === 0) {
      addLine(text.slice(start, Math.min(end, start + 1000)), line, gathering);
    }
    start = end + 1;
  }
  return gathering.found;
}

function* wordsOf(line: string): Generator<string> {
  for (const [word] of line.matchAll(token)) {
    yield word;
  }
}

/** A line in which no uuid is certain may still be one by itself, of a shape that we have not seen. */
function addLine(line: string, number: number, gathering: Gathering): void {
  const text = line.trim();
  if (/^(?=.*\d)(?=.*[a-z])[\w-]{20,128}$/i.test(text)) {
    gathering.add(text);
  } else if (text !== '') {
    gathering.addJunk(text, number);
  }
}

/**
 * Reads dentryUuids and document links out of JSON: strings anywhere, and objects with `dentryUuid`, `uuid` or `link`, of
 * which `name` and `path` are kept. A string in a list that is neither is junk.
 *
 * @throws DingTalkError `invalidParameter`
 */
export async function readJson(text: string): Promise<Found> {
  const gathering = new Gathering();
  const breathe = createBreather();
  // By hand, as the nesting may be deeper than the stack.
  const open: Iterator<unknown>[] = [[parse(text)].values()];
  for (let reads = 0; open.length > 0; reads++) {
    const { done, value } = (open.at(-1) as Iterator<unknown>).next();
    if (done === true) {
      open.pop();
    } else if (typeof value === 'string') {
      addString(value, gathering);
    } else if (Array.isArray(value)) {
      open.push(value.values());
    } else if (typeof value === 'object' && value !== null) {
      open.push(addObject(value as Record<string, unknown>, gathering));
    }
    if (reads % readsBetweenBreaths === 0) {
      await breathe();
    }
  }
  return gathering.found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput(l10n.t('This is not valid JSON.'));
  }
}

function addString(text: string, gathering: Gathering): void {
  const dentryUuid = certainUuid(text);
  if (dentryUuid === undefined) {
    gathering.addJunk(text);
  } else {
    gathering.add(dentryUuid);
  }
}

const keys = ['dentryUuid', 'uuid', 'link'] as const;

/** Takes what an object names, and gives what is still to be looked into. */
function addObject(object: Record<string, unknown>, gathering: Gathering): Iterator<unknown> {
  const field = keys.map(key => object[key]).find(value => typeof value === 'string' && value !== '');
  if (typeof field === 'string') {
    gathering.addField(field, object);
  }
  // Beside a file's uuid, other texts tell of the file; elsewhere, such as by keys that are names, they may be uuids.
  return Object.values(object)
    .filter(value =>
      typeof value === 'string' ? field === undefined && certainUuid(value) !== undefined : true,
    )
    .values();
}
