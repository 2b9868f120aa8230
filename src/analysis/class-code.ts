import { requestClasses, type RequestClass } from '../history/load-bucket.ts';

/** Returns the code of a class in the `class` column. */
export function classCode(name: RequestClass): number {
  return requestClasses.indexOf(name);
}
