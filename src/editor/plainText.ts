import type * as vscode from 'vscode';

/**
 * Appends untrusted text to a hover. `appendText` alone would let it end a table cell and start links and entities, and
 * would keep the editor from breaking lines between words.
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
