import { contextBridge, ipcRenderer } from 'electron';
import { expose } from '../ipc/expose';
import type { ContractShape } from '../ipc/shape';

/** `shared/webauthn/ceremony.ts` without its schemas, put in by the build (electron.vite.config.ts). */
declare const CEREMONY_SHAPE: ContractShape;

contextBridge.exposeInMainWorld('ceremony', expose(CEREMONY_SHAPE, ipcRenderer).ceremony);
