import type { Creation } from './device-type';

/**
 * [Note: an administrator's status] What an administrator gets who sends no status is undocumented
 * (contract H). The sandbox takes the worse answer: a device nobody proved. End users always get a
 * device that waits for its proof.
 */
export function statusFor({ body, byAdministrator }: Creation): 'ACTIVE' | 'ACTIVATION_REQUIRED' {
  const isActive = byAdministrator && body.status !== 'ACTIVATION_REQUIRED';
  return isActive ? 'ACTIVE' : 'ACTIVATION_REQUIRED';
}
