/** Keeps the interfaces below from being empty, which would take anything. */
declare const own: unique symbol;

declare global {
  /** Where a project tells the compiler of what its faultline.config.ts adds: `declare global { namespace Faultline { interface Faults { … } } }`. */
  namespace Faultline {
    /** The options of each fault by its name. `of`, `pick` and `for` go without saying. */
    interface Faults {
      readonly [own]?: never;
    }
    /** The options of each check by its name. */
    interface Checks {
      readonly [own]?: never;
    }
  }
}

export {};
