/** Items from a producer that must not wait to a consumer that takes its time. */
export class ItemQueue<T> {
  readonly #items: T[] = [];
  #end: { readonly error: unknown } | 'done' | undefined;
  #wake: (() => void) | undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** After the items that are still in it, the consumer sees the end, or the error. */
  end(failure?: { readonly error: unknown }): void {
    this.#end ??= failure ?? 'done';
    this.#wake?.();
  }

  async *items(): AsyncGenerator<T> {
    for (;;) {
      yield* this.#items.splice(0);
      if (this.#items.length > 0) continue;
      if (this.#end === 'done') return;
      if (this.#end !== undefined) throw this.#end.error;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }
}
