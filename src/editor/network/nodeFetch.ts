/** A file of its own in the package, loaded when it is needed: see `esbuild.js`. */
export { default as nodeFetch } from 'node-fetch';
