// SPDX-License-Identifier: GPL-3.0-only
#include "ui/sound/sound_output.h"

#include <alsa/asoundlib.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace tickscope {

namespace {

constexpr unsigned latencyUs = 60'000;
// Devices stumble when nothing comes; so silence follows a click until none came for that long.
constexpr int silentPieces = 50;

void sayNothing(const char*, int, const char*, int, const char*, ...) { }

/// The device while it is open. All of it is used by one thread.
class Device
{
public:
    ~Device()
    {
        if (m_pcm != nullptr)
            snd_pcm_close(m_pcm);
    }
    Device() = default;
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// @return a negative ALSA error, or 0
    int open()
    {
        const int error = snd_pcm_open(&m_pcm, "default", SND_PCM_STREAM_PLAYBACK, 0);
        if (error < 0) {
            m_pcm = nullptr;
            return error;
        }
        constexpr int mono = 1, resample = 1;
        return snd_pcm_set_params(m_pcm, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, mono,
            clickRate, resample, latencyUs);
    }
    int write(const std::vector<std::int16_t>& samples)
    {
        for (std::size_t done = 0; done < samples.size();) {
            const auto count = snd_pcm_writei(m_pcm, samples.data() + done, samples.size() - done);
            if (count >= 0)
                done += static_cast<std::size_t>(count);
            else if (const int error = snd_pcm_recover(m_pcm, static_cast<int>(count), 1);
                     error < 0)
                return error;
        }
        return 0;
    }
    int rest()
    {
        snd_pcm_drop(m_pcm);
        return snd_pcm_prepare(m_pcm);
    }

private:
    snd_pcm_t* m_pcm = nullptr;
};

class DeviceOutput : public SoundOutput
{
public:
    explicit DeviceOutput(SoundFailed failed)
        : m_failed(std::move(failed))
        , m_thread([this] { run(); })
    {
    }
    ~DeviceOutput() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isStopped = true;
        }
        m_changed.notify_one();
        m_thread.join();
    }

    void play(Click click) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_next = click;
        }
        m_changed.notify_one();
    }

private:
    void run()
    {
        snd_lib_error_set_handler(sayNothing);
        Device device;
        int error = device.open();
        while (error >= 0 && waitForClick())
            error = playOn(device);
        if (error < 0)
            m_failed(error == -ENOENT ? "ALSA knows of none" : snd_strerror(error));
    }
    /// @return false when it is to stop
    bool waitForClick()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isStopped || m_next.has_value(); });
        return !m_isStopped;
    }
    /// Clicks as they come, silence between them, until there were none for a while.
    int playOn(Device& device)
    {
        for (int silent = 0; silent < silentPieces;) {
            std::optional<Click> click;
            {
                const std::lock_guard lock(m_mutex);
                if (m_isStopped)
                    return 0;
                click.swap(m_next);
            }
            silent = click ? 0 : silent + 1;
            const auto& samples = click ? m_clicks[static_cast<std::size_t>(*click)] : m_silence;
            if (const int error = device.write(samples); error < 0)
                return error;
        }
        return device.rest();
    }

    const std::array<std::vector<std::int16_t>, 2> m_clicks {
        clickSamples(Click::OnTime),
        clickSamples(Click::Waited),
    };
    const std::vector<std::int16_t> m_silence = std::vector<std::int16_t>(m_clicks[0].size());
    SoundFailed m_failed;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Click> m_next;
    bool m_isStopped = false;
    std::thread m_thread; ///< the last one: it uses all of the others
};

} // namespace

bool hasDeviceOutput()
{
    return true;
}

std::unique_ptr<SoundOutput> makeDeviceOutput(SoundFailed failed)
{
    return std::make_unique<DeviceOutput>(std::move(failed));
}

} // namespace tickscope
