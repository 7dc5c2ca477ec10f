import type { Snippet } from 'svelte';

export interface ModalProps {
  readonly title: string;
  readonly text: string;
  /** the person answers a question that matters: nothing happens by a click beside it */
  readonly alert?: boolean;
  readonly onclose: () => void;
  /** where the focus goes afterwards */
  readonly returnFocus: () => HTMLElement | null;
  readonly children?: Snippet;
  readonly actions: Snippet;
}
