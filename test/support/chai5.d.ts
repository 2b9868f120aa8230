/** An alias of package.json for the other major version that the plugin is tested with; the types are those of both. */
declare module 'chai5' {
  export * from 'chai';
}
