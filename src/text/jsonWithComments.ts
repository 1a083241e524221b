/** Whether a text is JSON as the editor reads its settings: with comments and trailing commas. Empty counts, too. */
export function isJsonWithComments(text: string): boolean {
  const string = String.raw`"(?:[^"\\]|\\.)*"`;
  const comments = new RegExp(String.raw`(${string})|//[^\n\r]*|/\*[\s\S]*?\*/`, 'g');
  const trailingCommas = new RegExp(String.raw`(${string})|,(?=\s*[}\]])`, 'g');
  const bare = text
    .replace(/^\ufeff/, '')
    .replace(comments, '$1')
    .replace(trailingCommas, '$1')
    .trim();
  try {
    return bare === '' || JSON.parse(bare) !== undefined;
  } catch {
    return false;
  }
}
