document.querySelector('#app')!.textContent='hi'; export {};
