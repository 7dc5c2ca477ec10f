import type { Component } from 'svelte';

export interface MenuProps {
  readonly label: string;
  readonly items: readonly {
    readonly label: string;
    readonly icon: Component;
    readonly disabled?: boolean;
    readonly danger?: boolean;
    readonly onSelect: () => void;
  }[];
  /** why some of them cannot be used now */
  readonly hint?: string | null;
  trigger?: HTMLElement | null;
  /** below the items, the languages of the window */
  readonly languages?: boolean;
}
