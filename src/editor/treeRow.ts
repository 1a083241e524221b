/** What a tree row shows and does, as plain data. */
export interface TreeRow {
  /** Stable across refreshes: the editor tracks expansion and selection by it. */
  readonly id: string;
  readonly label: string;
  /** The label in full, where it is shortened. */
  readonly name?: string;
  readonly description?: string;
  /** What a screen reader says, if not the label and the description. */
  readonly spoken?: string;
  readonly icon?: Icon;
  readonly children?: 'collapsed' | 'expanded';
  /** The value of `viewItem` in the manifest's `when` clauses. */
  readonly contextValue?: string;
  /** What a click or Enter does. */
  readonly command?: RowCommand;
}

export interface Icon {
  /** Name of a codicon. */
  readonly name: string;
  /** Name of a theme color. */
  readonly color?: string;
}

export interface RowCommand {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}
