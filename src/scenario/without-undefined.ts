type Optionals<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

/** An object's type after its undefined members have been dropped. */
export type WithoutUndefined<T> = Omit<T, Optionals<T>> & { [K in keyof T as K & Optionals<T>]?: Exclude<T[K], undefined> };

/** Returns the object without its undefined members, as exact optional properties want it. */
export function withoutUndefined<T extends object>(object: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as WithoutUndefined<T>;
}
