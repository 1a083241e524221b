import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { asDingTalkError } from '../dingtalk/errors.ts';
import type { PageData, ToPage } from '../pages/contract.ts';

/** What a feature provides to show pages of one kind, each identified by an id. */
export interface PageSource {
  /** The title of the tab. @throws DingTalkError if there is no such page */
  titleOf(id: string): Promise<string>;
  read(id: string): Promise<PageData>;
  /** The first rows, where reading all of them takes long. */
  readFirst?(id: string): Promise<PageData | undefined>;
  /** Called when a button of the page is pressed. @param shown keys, or else ids, of the rows that pass the filter and search */
  act(id: string, name: string, shown: readonly string[] | undefined): unknown;
  /** Called when a row is opened. */
  open?(rowId: string, pageId: string): unknown;
  /** The message for a page that cannot be shown. */
  failed(sentence: string): string;
}

/** The rows that are selected in a page. */
export interface SelectedRows {
  readonly pageId: string;
  readonly active: string;
  readonly ids: readonly string[];
  /** The rows as text, for copying. */
  readonly text: string;
  /** Puts a text on the clipboard; the page says so, and takes the focus back from the editor's menu. */
  readonly copy: (text: string) => Promise<void>;
}

const maxLength = 100_000_000;
const text = v.pipe(v.string(), v.maxLength(maxLength));
const fromPage = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('open'), id: text }),
  v.object({ kind: v.literal('copy'), text }),
  v.object({ kind: v.literal('action'), name: text, shown: v.exactOptional(text) }),
  v.object({ kind: v.literal('selected'), active: text, ids: text, text }),
]);

interface OpenPage {
  readonly id: string;
  readonly panel: vscode.WebviewPanel;
  /** Resolves the pending request for the selected rows. */
  answer?: (rows: SelectedRows) => void;
  /** Whether it is being read again, and whether that will not be new enough. */
  update?: 'reading' | 'outdated' | undefined;
}

/** What is being read for a page: the first rows, and then all. */
interface Reading {
  readonly first: Promise<PageData | undefined>;
  readonly all: Promise<PageData>;
}

/** Pages of one kind, each in its own webview panel, which comes back after a restart. */
export class PagePanels implements vscode.Disposable {
  private readonly pages = new Map<string, OpenPage>();

  constructor(
    private readonly viewType: string,
    private readonly extensionUri: vscode.Uri,
    private readonly source: PageSource,
  ) {}

  /** Opens a page, or brings it to the front with fresh data. @throws DingTalkError if there is no such page */
  async show(id: string): Promise<void> {
    const open = this.pages.get(id);
    if (open !== undefined) {
      open.panel.reveal();
      await this.send(open, this.read(open));
      return;
    }
    const title = await this.source.titleOf(id);
    const { Active } = vscode.ViewColumn;
    this.fill(id, vscode.window.createWebviewPanel(this.viewType, title, Active, this.options()));
  }

  /** Fills a panel that the editor kept over a restart; closes it where what it showed is gone. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { id } = (state ?? {}) as { id?: unknown };
    try {
      const read = v.parse(v.string(), id);
      await this.source.titleOf(read);
      panel.webview.options = this.options();
      this.fill(read, panel);
    } catch {
      // What it showed has been deleted.
      panel.dispose();
    }
  }

  /** Fills the pages again that can be seen. One that is hidden reads again when it is shown. */
  async update(isConcerned: (id: string) => boolean): Promise<void> {
    const shown = [...this.pages.values()].filter(({ id, panel }) => panel.visible && isConcerned(id));
    await Promise.all(shown.map(page => this.updateOne(page)));
  }

  /** The rows selected in the focused page; `undefined` if no page of this kind has the focus. */
  async selected(): Promise<SelectedRows | undefined> {
    const page = [...this.pages.values()].find(({ panel }) => panel.active);
    if (page === undefined) {
      return undefined;
    }
    const answer = new Promise<SelectedRows>(resolve => {
      page.answer = resolve;
    });
    await this.post(page, { kind: 'selected' });
    return answer;
  }

  dispose(): void {
    const panels = [...this.pages.values()].map(({ panel }) => panel);
    vscode.Disposable.from(...panels).dispose();
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist')] };
  }

  private fill(id: string, panel: vscode.WebviewPanel): void {
    const page: OpenPage = { id, panel };
    this.pages.set(id, page);
    panel.onDidDispose(() => this.pages.delete(id));
    // Read while the page loads; if it reloads, read again to get fresh data.
    let early: Reading | undefined = this.begin(page);
    const send = async () => {
      const { first, all } = early ?? this.begin(page);
      early = undefined;
      const rows = await first;
      if (rows !== undefined) {
        await this.post(page, { kind: 'data', data: rows });
      }
      await this.send(page, all);
    };
    panel.webview.onDidReceiveMessage(message => this.receive(page, message, send));
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, id);
  }

  private async receive(page: OpenPage, message: unknown, send: () => Promise<void>): Promise<void> {
    const read = v.safeParse(fromPage, message);
    if (!read.success) {
      return;
    }
    const { output } = read;
    switch (output.kind) {
      case 'ready':
        return send();
      case 'action':
        return void this.source.act(
          page.id,
          output.name,
          output.shown === undefined ? undefined : linesOf(output.shown),
        );
      case 'open':
        return void this.source.open?.(output.id, page.id);
      case 'copy':
        return this.copy(page, output.text);
      case 'selected': {
        const { active, ids, text } = output;
        const copy = (copied: string) => this.copy(page, copied);
        page.answer?.({ pageId: page.id, active, ids: linesOf(ids), text, copy });
      }
    }
  }

  private async copy(page: OpenPage, copied: string): Promise<void> {
    await vscode.env.clipboard.writeText(copied);
    await this.post(page, { kind: 'copied' });
  }

  private begin(page: OpenPage): Reading {
    const first = this.source.readFirst?.(page.id).catch(() => undefined) ?? Promise.resolve(undefined);
    const all = first.then(() => this.read(page));
    // Whether or not anybody waits for it yet.
    all.catch(() => {});
    return { first, all };
  }

  /** One reading at a time: what changes meanwhile is read by the next. */
  private async updateOne(page: OpenPage): Promise<void> {
    if (page.update !== undefined) {
      page.update = 'outdated';
      return;
    }
    try {
      do {
        page.update = 'reading';
        await this.post(page, { kind: 'data', data: await this.read(page) });
      } while (this.isOutdated(page));
    } catch {
      // What it shows is still true, only older.
    } finally {
      page.update = undefined;
    }
  }

  private isOutdated({ update }: OpenPage): boolean {
    return update === 'outdated';
  }

  private async read({ id, panel }: OpenPage): Promise<PageData> {
    const data = await this.source.read(id);
    panel.title = await this.source.titleOf(id);
    return data;
  }

  private async send(page: OpenPage, reading: Promise<PageData>): Promise<void> {
    try {
      await this.post(page, { kind: 'data', data: await reading });
    } catch (error) {
      const { details, kind } = asDingTalkError(error);
      void vscode.window.showWarningMessage(this.source.failed(details.sentence ?? kind));
    }
  }

  private post({ panel }: OpenPage, message: ToPage): Thenable<boolean> {
    return panel.webview.postMessage(message);
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

/** The shell of every page: our script and style sheet, and nothing from anywhere else. */
function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri, id: string): string {
  const nonce = randomBytes(16).toString('hex');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file('page.css')}">
</head>
<body data-id="${attribute(id)}">
<script nonce="${nonce}" src="${file('page.js')}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
