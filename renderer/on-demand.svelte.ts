/** A part of the window whose code is loaded when it is first shown: most of them are not, most of the time. */
export class OnDemand<Part> {
  #part = $state.raw<Part | null>(null);
  #loaded: Promise<void> | null = null;
  readonly #source: () => Promise<{ readonly default: Part }>;

  constructor(source: () => Promise<{ readonly default: Part }>) {
    this.#source = source;
  }

  /** null while it is being loaded; asking for it is what has it loaded */
  get part(): Part | null {
    void this.load();
    return this.#part;
  }

  load(): Promise<void> {
    return (this.#loaded ??= this.#source().then((module) => {
      this.#part = module.default;
    }));
  }
}
