import { cutToBytes } from './cut.ts';

/**
 * The formats that files are written in, in the order in which they are offered, and how their names end. The compiler
 * leads from a new one to all that write it.
 */
export const exportFormats = { csv: 'csv', json: 'json', markdown: 'md' } as const;
export type ExportFormat = keyof typeof exportFormats;
export const formatNames = Object.keys(exportFormats) as readonly ExportFormat[];

export function isExportFormat(format: unknown): format is ExportFormat {
  return typeof format === 'string' && Object.hasOwn(exportFormats, format);
}

/** Bytes, in the usual file systems. */
const maxFileName = 255;

/** The name that is suggested for a file: the title of what is in it, but not with the ending of another file. */
export function exportFileName(title: string, format: ExportFormat): string {
  const ending = `.${exportFormats[format]}`;
  const stem = title.replace(/\.(?:csv|tsv|txt|jsonl?|md)$/i, '').replace(/[\\/:*?"<>|]/g, ' ');
  return cutToBytes(stem, maxFileName - ending.length).trim() + ending;
}
