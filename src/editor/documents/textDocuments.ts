import * as vscode from 'vscode';
import { cleanText } from '../../text/cleanText.ts';

/** What a page shows, as read-only text documents, for those who cannot use a table or prefer not to. */
export class TextDocuments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;

  /**
   * @param scheme of their URIs
   * @param textOf the text of what has this id
   */
  constructor(
    private readonly scheme: string,
    textOf: (id: string) => string | Promise<string>,
  ) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: ({ query }) => textOf(query),
    });
  }

  /** Opens a document, with its text as it is now. */
  async show(id: string, title: string, extension: 'md' | 'txt' = 'md'): Promise<void> {
    const path = `/${cleanText(title).replace(/[\\/:]/g, ' ')}.${extension}`;
    const uri = vscode.Uri.from({ scheme: this.scheme, path, query: id });
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  dispose(): void {
    vscode.Disposable.from(this.registration, this.changed).dispose();
  }
}
