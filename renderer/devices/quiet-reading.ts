/** The focus comes and goes: PingOne is not asked more often than this for its sake, in milliseconds. */
export const restBetweenReadings = 5_000;

/**
 * When the list is read again without anybody having asked for it: seldom enough, and never while the person is in the
 * middle of something, but afterwards. Times are milliseconds of a clock that nobody can set.
 */
export class QuietReading {
  readonly #read: () => Promise<void>;
  #holds = 0;
  #underWay = 0;
  #restUntil = 0;
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  ask(): void {
    // what is being read is new enough
    if (this.#underWay > 0) return;
    if (this.#holds > 0) {
      this.#asked = true;
      return;
    }
    const rest = this.#restUntil - performance.now();
    if (rest <= 0) void this.#read();
    else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.ask();
      }, rest);
  }

  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      if (this.#holds > 0 || !this.#asked) return;
      this.#asked = false;
      this.ask();
    };
  }

  /** Carries out a reading, whoever wants it; `asked`: when it was begun. */
  async during<T>(read: () => Promise<T>): Promise<{ readonly asked: number; readonly result: T }> {
    this.#stop();
    const asked = performance.now();
    this.#underWay += 1;
    const result = await read();
    this.#underWay -= 1;
    this.#restUntil = performance.now() + restBetweenReadings;
    return { asked, result };
  }

  forget(): void {
    this.#stop();
    this.#asked = false;
    this.#restUntil = 0;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
