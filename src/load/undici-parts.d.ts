/** Parts of undici, of the very version that package.json names: all of it takes 4 MB more of the process that has to be small. */
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici';
}

declare module 'undici/lib/core/errors.js' {
  export { errors as default } from 'undici';
}
