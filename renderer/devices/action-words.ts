import type { Component } from 'svelte';
import MoveDown from '@lucide/svelte/icons/arrow-down';
import MoveUp from '@lucide/svelte/icons/arrow-up';
import Block from '@lucide/svelte/icons/ban';
import Unblock from '@lucide/svelte/icons/circle-check';
import Open from '@lucide/svelte/icons/info';
import Unlock from '@lucide/svelte/icons/lock-open';
import Rename from '@lucide/svelte/icons/pencil';
import Finish from '@lucide/svelte/icons/play';
import Replace from '@lucide/svelte/icons/replace';
import PairAgain from '@lucide/svelte/icons/rotate-ccw';
import RequestLogs from '@lucide/svelte/icons/scroll-text';
import Prove from '@lucide/svelte/icons/shield-check';
import MakeDefault from '@lucide/svelte/icons/star';
import Remove from '@lucide/svelte/icons/trash-2';
import type { DeviceView } from '../../shared/ipc/views';
import { m } from '../messages/compiled/messages';
import type { DeviceAction } from './allowed-actions';

interface ActionWords {
  readonly label: (device: DeviceView) => string;
  readonly icon: Component;
}

export const actionWords: Readonly<Record<DeviceAction, ActionWords>> = {
  open: { label: () => m.device_open(), icon: Open },
  finish: { label: () => m.device_finish(), icon: Finish },
  pairAgain: { label: () => m.device_pair_again(), icon: PairAgain },
  prove: {
    label: ({ proof }) => (proof === null ? m.device_prove() : m.device_prove_again()),
    icon: Prove,
  },
  makeDefault: { label: () => m.device_make_default(), icon: MakeDefault },
  moveUp: { label: () => m.device_move_up(), icon: MoveUp },
  moveDown: { label: () => m.device_move_down(), icon: MoveDown },
  rename: { label: () => m.device_rename(), icon: Rename },
  remove: { label: () => m.device_remove(), icon: Remove },
  block: { label: () => m.device_block(), icon: Block },
  unblock: { label: () => m.device_unblock(), icon: Unblock },
  unlock: { label: () => m.device_unlock(), icon: Unlock },
  requestLogs: { label: () => m.device_request_logs(), icon: RequestLogs },
  replace: { label: () => m.device_replace(), icon: Replace },
};
