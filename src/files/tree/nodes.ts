import type { DingTalkError } from '../../dingtalk/errors.ts';
import type { FileRow, FolderRow } from '../../editor/fileRow.ts';
import type { Organization } from '../../organizations/organization.ts';

/** The rows of the Files view. At the top are the organizations themselves. */
export type FilesNode =
  | Organization
  | SectionNode
  | KnowledgeBaseNode
  | DriveSpaceNode
  | FileNode
  | MoreNode
  | ProblemNode
  | NoteNode;

/** What can be unfolded by a call. Its key is unique in the view, and stays the same after a refresh. */
export type ParentNode = SectionNode | KnowledgeBaseNode | DriveSpaceNode | FileNode;

interface Keyed {
  readonly corpId: string;
  readonly key: string;
}

/** *Knowledge Bases* or *Drive Spaces* of an organization; *My Documents* are in the former. */
export interface SectionNode extends Keyed {
  readonly kind: 'section';
  readonly section: 'knowledgeBases' | 'myDocuments' | 'driveSpaces';
}

export interface KnowledgeBaseNode extends Keyed, FolderRow {
  readonly kind: 'knowledgeBase';
  /** The operator's: `OWNER` to `READER`, `NONE`, or a value unknown to us. */
  readonly role?: string | undefined;
  readonly isPersonal: boolean;
}

export interface DriveSpaceNode extends Keyed, FolderRow {
  readonly kind: 'driveSpace';
  readonly spaceId: string;
  /** Bytes. */
  readonly used?: bigint | undefined;
  readonly max?: bigint | undefined;
}

/** A file or folder. What can be unfolded also has `listed`, as a {@link FolderRow}. */
export interface FileNode extends Keyed, FileRow, Partial<Pick<FolderRow, 'listed'>> {
  readonly isFolder: boolean;
  readonly role?: string | undefined;
  readonly size?: bigint | undefined;
  readonly category?: string | undefined;
  readonly extension?: string | undefined;
  readonly path?: string | undefined;
  /** `NORMAL`, `DELETED`, `EXPIRED`, or a value unknown to us. */
  readonly status?: string | undefined;
  /** Milliseconds since 1970. */
  readonly modifiedTime?: number | undefined;
}

/** Asks for the next page of `parent` when it is chosen. */
export interface MoreNode extends Keyed {
  readonly kind: 'moreFiles';
  readonly parent: ParentNode;
}

/** Why the last question about `parent` was not answered. */
export interface ProblemNode extends Keyed {
  readonly kind: 'problem';
  readonly organization: Organization;
  readonly failure: DingTalkError;
  readonly parent: ParentNode;
}

/** Something to know about a list, such as that it is empty. */
export interface NoteNode extends Keyed {
  readonly kind: 'note';
  readonly note: 'empty' | 'repeats';
}

export function isAboutList(node: { readonly kind: string } | undefined): node is MoreNode | ProblemNode {
  return node?.kind === 'moreFiles' || (node?.kind === 'problem' && 'parent' in node);
}

export function isParent(node: { readonly kind: string } | undefined): node is ParentNode {
  return (
    node?.kind === 'section' ||
    node?.kind === 'knowledgeBase' ||
    node?.kind === 'driveSpace' ||
    (node?.kind === 'file' && 'listed' in node)
  );
}

/** What the keys of an organization's rows start with, and no others. */
export function keyOf(corpId: string): string {
  return `${encodeURIComponent(corpId)}/`;
}

/** The two sections of an organization. */
export function sectionsOf({ corpId }: Organization): SectionNode[] {
  return (['knowledgeBases', 'driveSpaces'] as const).map(section => ({
    kind: 'section',
    corpId,
    section,
    key: `${keyOf(corpId)}${section}`,
  }));
}

/**
 * The row of the operator's own documents, first among the knowledge bases: DingTalk lists these without it, so it takes a
 * call of its own. None in any other row.
 */
export function myDocumentsIn(node: ParentNode): SectionNode[] {
  return node.kind === 'section' && node.section === 'knowledgeBases'
    ? [{ ...node, section: 'myDocuments', key: `${node.key}/#myDocuments` }]
    : [];
}

/** How many entries a page of its list has. */
export function pageSizeOf(node: ParentNode): number {
  return node.kind === 'section' && node.section === 'knowledgeBases' ? 30 : 50;
}
