package directive

import "sync"

// Documents of one collection have few issuers, so what was identified last is
// remembered, within bounds: a name costs some fifty microseconds to take apart.
const (
	maxMemo     = 4096 // names; then it starts afresh
	maxMemoName = 256  // bytes of the longest name remembered
)

// memo remembers bodies by name and province.
type memo struct {
	mu     sync.RWMutex
	bodies map[[2]string]Body
}

func (m *memo) get(key [2]string) (Body, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	b, ok := m.bodies[key]
	return b, ok
}

func (m *memo) put(key [2]string, b Body) {
	if len(key[0])+len(key[1]) > maxMemoName {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bodies == nil || len(m.bodies) >= maxMemo {
		m.bodies = make(map[[2]string]Body)
	}
	m.bodies[key] = b
}

// forget is for when rows are added.
func (m *memo) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.bodies = nil
}
