/* Sizes Haki's frame to its content. Optional: without it the frame scrolls. */
addEventListener("message",function(e){if(!e.data||!(e.data.hakiHeight>0))return;
document.querySelectorAll("iframe[data-haki]").forEach(function(f){if(f.contentWindow===e.source&&new URL(f.src).origin===e.origin)f.style.height=Math.min(e.data.hakiHeight,20000)+"px"})});
