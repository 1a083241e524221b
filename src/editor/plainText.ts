import type * as vscode from 'vscode';

/**
 * Appends a text that nobody vouches for to a hover. `appendText` alone would let it end a table's cell and begin
 * links and entities, and would forbid the editor to break its lines between words.
 */
export function appendPlainText(hover: vscode.MarkdownString, text: string): vscode.MarkdownString {
  for (const part of text.split(/([|<& ])/)) {
    if (/^[|<& ]$/.test(part)) {
      hover.appendMarkdown(`&#${part.charCodeAt(0)};`);
    } else {
      hover.appendText(part);
    }
  }
  return hover;
}
