import type { Screen } from '../../../shared/pairing/screen';

/** Whether nothing happens until somebody does something in the window. */
export const awaitsSomebody = (screen: Screen): boolean => {
  switch (screen.kind) {
    case 'code':
    case 'app':
    case 'token':
      return screen.busy === null && !screen.leaving;
    case 'securityKey':
      return screen.stage === 'stopped';
    case 'choose':
    case 'describe':
    case 'chooseDevice':
    case 'done':
    case 'failed':
    case 'abandoned':
      return true;
    case 'wait':
    case 'agent':
    case 'browser':
    case 'pairingKey':
    case 'push':
      return false;
    default:
      return screen satisfies never;
  }
};

/** How a pairing ended that nobody goes on with, and what its screen says is left. */
export const endOf = (screen: Screen): string => {
  switch (screen.kind) {
    case 'done':
      return `done ${screen.verdict.kind}`;
    case 'failed':
      return `failed ${screen.left}`;
    case 'abandoned':
      return screen.left === null ? 'abandoned' : 'abandoned pending';
    default:
      return screen.kind;
  }
};
