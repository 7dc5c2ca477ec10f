/** What some models of keys call themselves (their AAGUID). With attestation "none" most say nothing: zeros. */
const MODELS: Readonly<Record<string, string>> = {
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello',
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': 'Google Password Manager',
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': 'iCloud Keychain',
};

/** `displayName` of a FIDO2 device. */
export function modelName(aaguid: string): string {
  return MODELS[aaguid] ?? 'Security key';
}
