import * as vscode from 'vscode';

/** A tree view that exists at once, while the code that fills it is loaded when somebody looks at it. */
export class LateView<Row> implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row | Row[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly tree: vscode.TreeView<Row>;
  private provider: vscode.TreeDataProvider<Row> | undefined;

  /** @param load calls {@link fill} before it resolves */
  constructor(
    id: string,
    private readonly load: () => Promise<unknown>,
  ) {
    this.tree = vscode.window.createTreeView(id, { treeDataProvider: this, canSelectMany: true });
  }

  fill(provider: vscode.TreeDataProvider<Row>): void {
    this.provider = provider;
    provider.onDidChangeTreeData?.(rows => this.changed.fire(rows ?? undefined));
  }

  getChildren(row?: Row): vscode.ProviderResult<Row[]> {
    return this.provider === undefined
      ? this.load().then(() => this.provider?.getChildren(row))
      : this.provider.getChildren(row);
  }

  getParent(row: Row): vscode.ProviderResult<Row> {
    return this.provider?.getParent?.(row);
  }

  getTreeItem(row: Row): vscode.TreeItem | Thenable<vscode.TreeItem> {
    // The editor has no rows but those of the provider.
    return this.provider?.getTreeItem(row) ?? {};
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    row: Row,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.provider?.resolveTreeItem?.(item, row, token);
  }

  dispose(): void {
    vscode.Disposable.from(this.tree, this.changed).dispose();
  }
}
