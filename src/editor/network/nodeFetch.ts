/** A separate file in the package, loaded on demand: see `esbuild.js`. */
export { default as nodeFetch } from 'node-fetch';
