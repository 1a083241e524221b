import * as l10n from '@vscode/l10n';
import { readField } from '../../dingtalk/dentryUuid.ts';
import { isBareId, isOtherKey } from '../../dingtalk/mentions.ts';
import { createBreather } from '../yielding.ts';
import { badInput, type FileList, FileListBuilder, type Labels } from './fileList.ts';
import { fileRank, isNameHeading, isPathHeading } from './headings.ts';
import { linesIn } from './readText.ts';

/** A JSON value, and what its position says about it. */
interface Value {
  readonly value: unknown;
  /** Whether to count a text that names no file; or whether texts here name things other than files. */
  readonly texts: 'counted' | 'read' | 'ignored';
  /** It belongs to a person, an organization, or the like: its `id` is not that of a file. */
  readonly isOther: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** The files in a text that is JSON, or JSON lines; `undefined` if it is neither. */
export function jsonIn(text: string): readonly unknown[] | 'lines' | undefined {
  const begin = /^[\s\p{Cf}]*/u.exec(text)?.[0].length ?? 0;
  if (!/[[{"]/.test(text.charAt(begin))) {
    return undefined;
  }
  const whole = parse(text.slice(begin));
  if (whole !== undefined) {
    return [whole];
  }
  const [first] = [...firstLine(text.slice(begin))];
  return typeof first === 'object' && first !== null ? 'lines' : undefined;
}

/**
 * Reads dentryUuids and document links in JSON: in texts anywhere, and in objects with a `dentryUuid`, `uuid`,
 * `nodeId`, or link, along with their name and path. A text in a list that names no file is skipped.
 *
 * @throws DingTalkError `invalidParameter` if it is not JSON
 */
export async function readJson(text: string): Promise<FileList> {
  const json = jsonIn(text);
  if (json === undefined) {
    throw badInput(l10n.t('This is not valid JSON.'));
  }
  return json === 'lines' ? readJsonLines(text) : readValues(json);
}

/** Reads each line as {@link readJson} does; one that is not JSON, such as the torn last line of a log, as text. */
export async function readJsonLines(text: string): Promise<FileList> {
  const builder = new FileListBuilder();
  for (const { line, number } of linesIn(text)) {
    const value = parse(line.replace(/^[\s\p{Cf}]+/u, ''));
    if (typeof value === 'object' || typeof value === 'string') {
      await addAll([value], builder, number);
    } else if (!builder.addMentions(line) && line.trim() !== '') {
      builder.skip(line, number);
    }
  }
  return builder.list;
}

export async function readValues(values: readonly unknown[]): Promise<FileList> {
  const builder = new FileListBuilder();
  await addAll(values, builder);
  return builder.list;
}

async function addAll(values: readonly unknown[], builder: FileListBuilder, line?: number): Promise<void> {
  const breathe = createBreather();
  // Without recursion, as the nesting may be deeper than the stack.
  const open: Iterator<Value>[] = [itemsOf(values, 'counted', false)];
  for (let reads = 1; ; reads++) {
    const top = open.at(-1);
    if (top === undefined) {
      return;
    }
    const { done, value: entry } = top.next();
    if (done === true) {
      open.pop();
    } else if (typeof entry.value === 'string') {
      addText(entry.value, entry.texts, builder, line);
    } else if (Array.isArray(entry.value)) {
      const texts = entry.texts === 'ignored' ? 'ignored' : 'counted';
      open.push(itemsOf(entry.value, texts, entry.isOther));
    } else if (typeof entry.value === 'object' && entry.value !== null) {
      open.push(addObject(entry.value as JsonObject, entry.isOther, builder, line));
    }
    if (reads % 500 === 0) {
      await breathe();
    }
  }
}

function* itemsOf(values: readonly unknown[], texts: Value['texts'], isOther: boolean): Generator<Value> {
  for (const value of values) {
    yield { value, texts, isOther };
  }
}

function addText(text: string, texts: Value['texts'], builder: FileListBuilder, line?: number): void {
  if (texts !== 'ignored' && !builder.addMentions(text) && texts === 'counted') {
    builder.skip(text, line);
  }
}

const moreFiles = /^(?:children|dentries|docs|documents|files|items|nodes)$/i;

/** Adds the file that an object describes. @returns the values in it that are left to examine */
function* addObject(
  object: JsonObject,
  isOther: boolean,
  builder: FileListBuilder,
  line?: number,
): Generator<Value> {
  const isFile = addFile(object, isOther, builder, line);
  for (const [key, value] of Object.entries(object)) {
    const isId = isBareId(key);
    if (isId) {
      builder.add(key, typeof value === 'string' ? { name: value } : labelsIn(value));
    }
    // Texts next to the ID of a file describe the file.
    const isAbout = isFile && fileRank(key) === 0 && !moreFiles.test(key);
    const isIgnored = isOtherKey(key) || isNameHeading(key) || isAbout;
    if (typeof value === 'object') {
      const texts = isIgnored ? 'ignored' : 'read';
      yield { value, texts, isOther: isOtherKey(key) || isAbout };
    } else if (!(isIgnored || isFile || isOther || isId)) {
      yield { value, texts: 'read', isOther };
    }
  }
}

/** Adds the file that the keys of an object name. @returns whether it has such a key */
function addFile(object: JsonObject, isOther: boolean, builder: FileListBuilder, line?: number): boolean {
  const fields = Object.keys(object)
    .map(key => ({ key, rank: fileRank(key), value: object[key] }))
    .filter(({ rank, value }) => rank > (isOther ? 2 : 0) && !(typeof value === 'object' && value !== null))
    .toSorted((a, b) => b.rank - a.rank);
  const named = fields.map(({ value }) => readField(String(value))).find(ids => ids.length > 0);
  if (named !== undefined) {
    return builder.addAll(named, labelsIn(object));
  }
  const missing = fields.find(({ key, rank }) => rank > 1 || key === 'link');
  if (missing !== undefined) {
    builder.skip(String(missing.value ?? null), line);
  }
  return missing !== undefined;
}

function labelsIn(value: unknown): Labels {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const labelled = (isLabel: (key: string) => boolean) =>
    Object.entries(value).find(([key, text]) => typeof text === 'string' && isLabel(key))?.[1];
  return { name: labelled(isNameHeading), path: labelled(isPathHeading) };
}

function* firstLine(text: string): Generator<unknown> {
  for (const { line } of linesIn(text)) {
    if (line.trim() !== '') {
      yield parse(line);
      return;
    }
  }
}

/** `undefined` if it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
