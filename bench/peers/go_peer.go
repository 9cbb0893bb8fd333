// go-trafilatura over a folder of pages, in one process: go_peer FOLDER. As python_peer.py.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sort"
	"strings"
	"syscall"

	"github.com/markusmobius/go-trafilatura"
)

func cpu() float64 {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return float64(used.Utime.Sec+used.Stime.Sec) + float64(used.Utime.Usec+used.Stime.Usec)/1e6
}

func extract(raw []byte) string {
	found, err := trafilatura.Extract(bytes.NewReader(raw), trafilatura.Options{EnableFallback: true, ExcludeComments: true})
	if err != nil || found == nil {
		return "" // a page on which a peer fails counts as empty
	}
	return found.ContentText
}

func main() {
	paths, _ := filepath.Glob(filepath.Join(os.Args[1], "*.html.gz"))
	sort.Strings(paths)
	pages := make([][]byte, len(paths))
	for i, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			panic(err)
		}
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			panic(err)
		}
		pages[i], _ = io.ReadAll(unzipped)
		file.Close()
	}
	for i := 0; i < 10 && i < len(pages); i++ {
		extract(pages[i])
	}
	texts := map[string]string{}
	began := cpu()
	for i, raw := range pages {
		texts[strings.TrimSuffix(filepath.Base(paths[i]), ".html.gz")] = extract(raw)
	}
	used := cpu() - began
	version := "?"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if strings.HasSuffix(module.Path, "/go-trafilatura") {
				version = strings.TrimPrefix(module.Version, "v")
			}
		}
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"texts": texts, "cpu_s": used, "version": version})
}
