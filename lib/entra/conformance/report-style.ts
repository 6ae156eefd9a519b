/** The HTML report's own style sheet: it is read far from Muster, so nothing of the console's is at hand. */
export const reportStyle = `
:root { color-scheme: light dark; --line: light-dark(#dfe1e6, #30343c); --soft: light-dark(#5b616e, #a2a9b6);
  --bg: light-dark(#ffffff, #111318); --raised: light-dark(#f6f7f9, #191c22); --text: light-dark(#16181d, #eceef2);
  --good: light-dark(#11693f, #5fd39a); --bad: light-dark(#b3201b, #ff8d85); --link: light-dark(#1f4fd0, #9db8ff); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
h3 { font-size: .9rem; margin: .75rem 0 .25rem; }
a { color: var(--link); } p { margin: .25rem 0; } ul { margin: .25rem 0; padding-left: 1.25rem; }
.kicker, .source { color: var(--soft); } .score strong { font-size: 2rem; font-variant-numeric: tabular-nums; margin-right: .5rem; }
.alert { border: 1px solid var(--bad); border-radius: 6px; padding: .5rem .75rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
th, td { text-align: right; padding: .35rem .5rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
td { white-space: nowrap; } th:first-child { overflow-wrap: normal; text-align: left; font-weight: 500; } thead th { color: var(--soft); font-weight: 500; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .4rem .6rem; }
summary { cursor: pointer; } :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.failed .mark { color: var(--bad); } .passed .mark { color: var(--good); } .skipped .mark { color: var(--soft); }
.mark { display: inline-block; min-width: 5rem; font-weight: 600; }
.exchange { background: var(--raised); } pre { overflow: auto; max-height: 24rem; margin: .4rem 0; font-size: 12px; white-space: pre-wrap; }
@media (max-width: 30rem) { th, td { padding: .35rem .25rem; font-size: 12px; } }
@media print { details { break-inside: avoid; } }
`;
