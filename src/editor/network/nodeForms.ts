/**
 * In the bundle, in place of the packages that node-fetch brings along for forms and blobs in Node 12 to 17: Node's own
 * (see `esbuild.js`).
 */
export const { Blob, File, FormData } = globalThis;
// biome-ignore lint/style/noDefaultExport: the package has one
export default Blob;

/** Nothing of ours has to do with forms or files. */
export const [formDataToBlob, blobFrom, blobFromSync, fileFrom, fileFromSync]: undefined[] = [];
