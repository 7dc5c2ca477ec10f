import { contextBridge, ipcRenderer } from 'electron';
import { expose } from './ipc/expose';
import type { ContractShape } from './ipc/shape';

/** `shared/ipc/contract.ts` without its schemas, put in by the build (electron.vite.config.ts). */
declare const CONTRACT_SHAPE: ContractShape;

contextBridge.exposeInMainWorld('desk', expose(CONTRACT_SHAPE, ipcRenderer));
