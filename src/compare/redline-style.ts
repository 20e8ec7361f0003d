/** The style sheet of the redline page, without external fonts or files. */
export const style: string = `
:root{--ink:#1a1a1a;--soft:#595959;--paper:#fff;--line:#d8d8d8;--del:#a40e26;--ins:#0b6b2e;--delbg:#fbe9eb;--insbg:#e6f4ea;--mark:#c9184a}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e3;--soft:#aaa69f;--paper:#171717;--line:#3a3a3a;--del:#ff8a98;--ins:#7ddb9a;--delbg:#3a1a1f;--insbg:#14311f;--mark:#ff4d7d}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1.5rem clamp(1rem,4vw,3rem) 4rem;background:var(--paper);color:var(--ink);font:1rem/1.7 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
header{border-bottom:1px solid var(--line);margin-bottom:1.5rem}
.kicker{margin:0;color:var(--soft);font-size:.875rem}
h1{margin:.1em 0 .5em;font-size:1.6rem;line-height:1.35;text-wrap:balance}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:0 0 1.2rem;font-size:.9rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
code{font:.8rem/1.6 ui-monospace,monospace;color:var(--soft)}
.summary{padding-left:1.2em;margin:0 0 2rem}
section{border-top:1px solid var(--line);padding:1.2rem 0 2rem}
ol{list-style:none;margin:0;padding:0}
li:target h2{color:var(--mark)}
h2{margin:.6em 0 .3em;font-size:1rem}
h2 a{display:inline-block;min-width:1.75rem;padding:0 .35rem;margin-right:.25rem;border:1px solid var(--mark);border-radius:.2rem;color:var(--mark);text-align:center;text-decoration:none;line-height:1.6}
.old,.new{margin:.25em 0;padding:.1em .7em;border-left:3px solid var(--del);font-family:"Noto Serif SC","Songti SC",SimSun,serif;font-size:1.06rem}
.new{border-color:var(--ins)}
del{background:var(--delbg);color:var(--del);text-decoration:line-through;text-decoration-thickness:1px}
ins{background:var(--insbg);color:var(--ins);text-decoration:underline;text-underline-offset:.2em}
.note{margin:.2em 0;color:var(--soft);font-size:.875rem}
.pages{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1.5rem;margin-top:1rem;align-items:start}
figure{margin:0}figcaption{color:var(--soft);font-size:.875rem;margin-bottom:.3rem}
.page{position:relative;border:1px solid var(--line);background:#fff}
.page img{display:block;width:100%;height:auto}
.mark{position:absolute;outline:1.5px solid #c9184a;background:#c9184a22}
.mark:focus-visible{outline-width:4px}
@media print{body{max-width:none}section{break-inside:avoid}}
`
