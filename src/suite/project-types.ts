import type { OwnCheckInputs, OwnFaultInputs } from './option-inputs.ts';

/** Without a member of its own an interface says nothing. */
declare const own: unique symbol;

declare global {
  /** Where a project tells the compiler of what its faultline.config.ts adds: `declare global { namespace Faultline { interface Faults { … } } }`. */
  namespace Faultline {
    /** The options of each fault by its name. Of a project's own `of`, `pick` and `for` go without saying. */
    interface Faults extends OwnFaultInputs {
      readonly [own]?: never;
    }
    /** The options of each check by its name. */
    interface Checks extends OwnCheckInputs {
      readonly [own]?: never;
    }
  }
}
