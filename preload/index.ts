import { contextBridge, ipcRenderer } from 'electron';
import { bridgeName, contract } from './contract/contract.ts';
import { deriveBridge } from './contract/define.ts';

contextBridge.exposeInMainWorld(
  bridgeName,
  deriveBridge(contract, {
    invoke: (channel, input) => ipcRenderer.invoke(channel, input),
    listen: (channel, listener) => {
      const relay = (_event: unknown, payload: unknown) => listener(payload);
      ipcRenderer.on(channel, relay);
      return () => ipcRenderer.off(channel, relay);
    },
  }),
);
