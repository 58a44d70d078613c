/* Inside the frame: tells the page around it how high this page is, and nothing else. */
if(parent!==self){var tell=function(){parent.postMessage({hakiHeight:document.documentElement.offsetHeight},"*")};addEventListener("load",tell);addEventListener("resize",tell);addEventListener("toggle",tell,true)}
