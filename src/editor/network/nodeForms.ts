/**
 * Node's own forms and blobs. In the bundle they replace the packages that node-fetch brings along for Node 12 to 17
 * (see `esbuild.js`).
 */
export const { Blob, File, FormData } = globalThis;
// biome-ignore lint/style/noDefaultExport: the package has one
export default Blob;

/** We use neither forms nor files. */
export const [formDataToBlob, blobFrom, blobFromSync, fileFrom, fileFromSync]: undefined[] = [];
