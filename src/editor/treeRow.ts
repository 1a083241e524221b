/** What a row of a tree shows and does, in plain data. */
export interface TreeRow {
  /** The same after every refresh: the editor keeps expansion and selection by it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** What a screen reader says, where it is not the label and the description. */
  readonly spoken?: string;
  readonly icon?: Icon;
  readonly children?: 'collapsed' | 'expanded';
  /** What `viewItem` is in the `when` clauses of the manifest. */
  readonly contextValue?: string;
  /** What a click and Enter do. */
  readonly command?: RowCommand;
}

export interface Icon {
  /** Of a codicon. */
  readonly name: string;
  /** Of a theme color. */
  readonly color?: string;
}

export interface RowCommand {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}
